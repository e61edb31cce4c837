/**
 * What Unicode says has no shape of its own: control, format (all marks and isolates of direction,
 * zero width, tags), line and paragraph separators, halves of surrogates, whatever is ignored by
 * default. Inside an emoji a joiner or a selector is part of the picture.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

const PICTURE = '\\p{Extended_Pictographic}';

const IN_EMOJI = [
  `(?<=[${PICTURE}\\p{Emoji_Modifier}]\\ufe0f?)\\u200d(?=${PICTURE})`,
  `(?<=${PICTURE})\\ufe0f`,
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
].join('|');

const SEEN_OR_NOT = new RegExp(`(${IN_EMOJI})|${UNSEEN.source}`, 'gu');

/**
 * Text that cannot control a terminal nor hide a part of itself. A tenant's name comes from outside
 * and may have escape codes, line breaks or a change of direction. Each such character is replaced
 * by its picture, or by the replacement character.
 */
export function visible(text: string): string {
  return text.replace(SEEN_OR_NOT, (character: string, ofEmoji: string | undefined) => {
    if (ofEmoji !== undefined) return ofEmoji;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** The same for each line of a text with its own line breaks. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
