"""A client of the OVHcloud API that shares nothing with Switchbook: standard library only, written from the published facts.

Usage: ovh-foreign-client.py COMMAND [ARGUMENT ...], connection as JSON on standard input:
{"url", "applicationKey", "applicationSecret", "consumerKey"}. Prints one JSON document.

  sign METHOD URL BODY TIMESTAMP     the signature of a request
  ask METHOD PATH [BODY]             {"status", "body"}
  ask-wrong-secret METHOD PATH       signed with another secret
  ask-old SECONDS METHOD PATH        with a timestamp so many seconds ago
  ask-batch PATH                     with X-Ovh-Batch
  credential RULES                   asks for a consumer key; RULES is JSON
  book PREFIX                        all contacts of the first book below PREFIX, in batches of 50
"""

import hashlib
import json
import sys
import urllib.error
import urllib.request


def signature(secret, consumer, method, url, body, timestamp):
    text = "+".join([secret, consumer, method, url]).encode() + b"+" + body + b"+" + str(timestamp).encode()
    return "$1$" + hashlib.sha1(text).hexdigest()


class Client:
    def __init__(self, keys):
        self.url = keys["url"]
        self.application = keys["applicationKey"]
        self.secret = keys["applicationSecret"]
        self.consumer = keys["consumerKey"]

    def send(self, method, path, body=b"", headers=None):
        request = urllib.request.Request(self.url + path, data=body or None, method=method)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        if body:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return {"status": answer.status, "body": json.loads(answer.read())}
        except urllib.error.HTTPError as error:
            return {"status": error.code, "body": json.loads(error.read())}

    def server_time(self):
        return self.send("GET", "/auth/time")["body"]

    def ask(self, method, path, body=b"", secret=None, age=0, batch=None):
        timestamp = self.server_time() - age
        headers = {
            "X-Ovh-Application": self.application,
            "X-Ovh-Consumer": self.consumer,
            "X-Ovh-Timestamp": str(timestamp),
            "X-Ovh-Signature": signature(
                secret or self.secret, self.consumer, method, self.url + path, body, timestamp
            ),
        }
        if batch:
            headers["X-Ovh-Batch"] = batch
        return self.send(method, path, body, headers)

    def book(self, prefix):
        keys = self.ask("GET", prefix)["body"]
        path = "%s/%s" % (prefix, keys[0])
        ids = self.ask("GET", path + "/phonebookContact")["body"]
        contacts = []
        for start in range(0, len(ids), 50):
            chunk = ",".join(str(each) for each in ids[start : start + 50])
            answers = self.ask("GET", path + "/phonebookContact/" + chunk, batch=",")["body"]
            contacts += [answer["value"] for answer in answers]
        return {"book": self.ask("GET", path)["body"], "contacts": contacts}


def main(command, *words):
    client = Client(json.load(sys.stdin))
    if command == "sign":
        method, url, body, timestamp = words
        return signature(client.secret, client.consumer, method, url, body.encode(), timestamp)
    if command == "ask":
        method, path = words[:2]
        return client.ask(method, path, words[2].encode() if len(words) > 2 else b"")
    if command == "ask-wrong-secret":
        return client.ask(*words, secret="x" * 32)
    if command == "ask-old":
        return client.ask(*words[1:], age=int(words[0]))
    if command == "ask-batch":
        return client.ask("GET", words[0], batch=",")
    if command == "credential":
        body = json.dumps({"accessRules": json.loads(words[0])}).encode()
        return client.send("POST", "/auth/credential", body, {"X-Ovh-Application": client.application})
    if command == "book":
        return client.book(words[0])
    raise SystemExit("Unknown command: " + command)


print(json.dumps(main(*sys.argv[1:])))
