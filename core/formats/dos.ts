/**
 * Code pages of DOS, which no decoder of a browser or of Node knows; mappings of the Unicode Consortium
 * (unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC). Below 0x80 they are ASCII.
 */

/** 0x80 to 0xFF. */
const IBM437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
  '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const IBM850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const IBM852 =
  'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
  '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0';

const PAGES: Readonly<Record<string, string>> = {
  437: IBM437,
  850: IBM850,
  852: IBM852,
  // 850 with the euro.
  858: IBM850.replace('ı', '€'),
};

/** `label`: `ibm850`, `cp850`, `IBM00858` or the number alone. Null for any other. */
export function decodeDos(bytes: Uint8Array, label: string): string | null {
  const page = PAGES[/^(?:(?:cs)?(?:ibm|cp|pc|dos)[-_]?)?0*(\d{3})$/i.exec(label)?.[1] ?? ''];
  if (page === undefined) return null;
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (page[byte - 0x80] ?? '');
  return text;
}
