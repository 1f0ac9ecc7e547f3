//! Text as it is compared: without case, accents or punctuation.

use crate::util::lowercase::lowercase;

/// Folds `text` for searching: lower case, accents off, ligatures apart, and
/// every run of what is neither letter nor digit as one space.
///
/// It knows the Latin letters of Europe, Vietnam, Pinyin, Yoruba and Hausa,
/// combining marks, the Cyrillic letters that decompose, and Arabic vowel signs
/// and forms of alef. Unicode's own tables would weigh as much as all of the
/// query engine together.
///
/// ```
/// use backstory_core::query::fold;
///
/// assert_eq!(fold("Omar al-Bashir"), "omar al bashir");
/// assert_eq!(fold("Évariste NDAYISHIMIYE"), "evariste ndayishimiye");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// The same, into an empty `folded`.
pub(super) fn fold_into(folded: &mut String, text: &str) {
    // Whether a space is due before the next letter.
    let mut gap = false;
    for letter in text.chars() {
        if letter.is_ascii() {
            // Most letters, and quickly.
            if letter.is_ascii_alphanumeric() {
                push(folded, &mut gap, letter.to_ascii_lowercase());
            } else {
                gap = true;
            }
            continue;
        }
        fold_letter(letter, &mut |letter| {
            if letter.is_alphanumeric() {
                push(folded, &mut gap, letter);
            } else {
                gap = true;
            }
        });
    }
}

/// One letter without case and accents, a ligature as its letters, a Korean
/// syllable as its letters; nothing for a sign that is not seen. Punctuation
/// stays.
pub(crate) fn fold_letter(letter: char, push: &mut dyn FnMut(char)) {
    let letter = lowercase(letter);
    if is_mark(letter) {
        return;
    }
    if let Some(letters) = expanded(letter) {
        letters.chars().for_each(push);
        return;
    }
    match u32::from(letter) {
        // Syllables stand in the order of their letters (Unicode, section
        // 3.12).
        code @ 0xac00..=0xd7a3 => {
            let index = code - 0xac00;
            let tail = index % 28;
            let letters = [
                Some(0x1100 + index / 588),
                Some(0x1161 + index % 588 / 28),
                (tail > 0).then_some(0x11a7 + tail),
            ];
            letters
                .into_iter()
                .flatten()
                .filter_map(char::from_u32)
                .for_each(&mut *push);
        }
        // The wide forms of ASCII, in its order.
        code @ 0xff01..=0xff5e => push(char::from_u32(code - 0xfee0).unwrap_or(letter)),
        _ => push(plain(letter)),
    }
}

fn push(folded: &mut String, gap: &mut bool, letter: char) {
    if *gap && !folded.is_empty() {
        folded.push(' ');
    }
    *gap = false;
    folded.push(letter);
}

/// Signs that are ignored, and do not end a word: combining marks, the points
/// and vowel signs of Hebrew and Arabic, the tatweel that only stretches a word,
/// and what is not seen at all: soft hyphens, joiners, marks of direction,
/// variation selectors, the byte order mark.
const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}'
            | '\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{61c}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{640}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e4}'
            | '\u{93c}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Letters that stand for several.
const fn expanded(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' | 'ǣ' | 'ǽ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ĳ' => "ij",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// The letter without its accent. Latin Extended Additional (U+1E00 to U+1EFF)
/// is in the order of its base letters, so ranges do.
const fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ḁ' | 'ẚ' | 'ạ'..='ặ' => 'a',
        'ɓ' | 'ḃ'..='ḇ' => 'b',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' | 'ḉ' => 'c',
        'ď' | 'đ' | 'ð' | 'ɗ' | 'ḋ'..='ḓ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ḕ'..='ḝ' | 'ẹ'..='ệ' => 'e',
        'ḟ' => 'f',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ḡ' => 'g',
        'ĥ' | 'ħ' | 'ḣ'..='ḫ' | 'ẖ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ḭ'..='ḯ' | 'ỉ'..='ị' => {
            'i'
        }
        'ĵ' | 'ǰ' => 'j',
        'ķ' | 'ƙ' | 'ǩ' | 'ḱ'..='ḵ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' | 'ḷ'..='ḽ' => 'l',
        'ḿ'..='ṃ' => 'm',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' | 'ṅ'..='ṋ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ǫ' | 'ṍ'..='ṓ' | 'ọ'..='ợ' => {
            'o'
        }
        'ṕ'..='ṗ' => 'p',
        'ŕ' | 'ŗ' | 'ř' | 'ṙ'..='ṟ' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' | 'ṡ'..='ṩ' | 'ẛ' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṫ'..='ṱ' | 'ẗ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ'..='ǜ' | 'ṳ'..='ṻ' | 'ụ'..='ự' => {
            'u'
        }
        'ṽ'..='ṿ' => 'v',
        'ŵ' | 'ẁ'..='ẉ' | 'ẘ' => 'w',
        'ẋ'..='ẍ' => 'x',
        'ý' | 'ÿ' | 'ŷ' | 'ẏ' | 'ẙ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' | 'ẑ'..='ẕ' => 'z',
        'ǟ' | 'ǡ' | 'ǻ' | 'ȁ' | 'ȃ' | 'ȧ' => 'a',
        'ȅ' | 'ȇ' | 'ȩ' => 'e',
        'ǵ' => 'g',
        'ȟ' => 'h',
        'ȉ' | 'ȋ' => 'i',
        'ǹ' => 'n',
        'ǭ' | 'ǿ' | 'ȍ' | 'ȏ' | 'ȫ' | 'ȭ' | 'ȯ' | 'ȱ' => 'o',
        'ȑ' | 'ȓ' => 'r',
        'ȕ' | 'ȗ' => 'u',
        'ȳ' => 'y',
        'ǯ' => 'ʒ',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ΐ' | 'ί' | 'ϊ' => 'ι',
        'ό' => 'ο',
        'ς' => 'σ',
        'ΰ' | 'ϋ' | 'ύ' => 'υ',
        'ώ' => 'ω',
        'ϓ' | 'ϔ' => 'ϒ',
        '΅' => '¨',
        '\u{374}' => 'ʹ',
        '\u{37e}' => ';',
        '\u{387}' => '·',
        'ӑ' | 'ӓ' => 'а',
        'ѓ' => 'г',
        'ё' | 'ѐ' | 'ӗ' => 'е',
        'ӂ' | 'ӝ' => 'ж',
        'ӟ' => 'з',
        'й' | 'ѝ' | 'ӣ' | 'ӥ' => 'и',
        'ї' => 'і',
        'ќ' => 'к',
        'ӧ' => 'о',
        'ў' | 'ӯ' | 'ӱ' | 'ӳ' => 'у',
        'ӵ' => 'ч',
        'ӹ' => 'ы',
        'ӭ' => 'э',
        'ѷ' => 'ѵ',
        'ӛ' => 'ә',
        'ӫ' => 'ө',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ۀ' => 'ە',
        'ۂ' => 'ہ',
        'ۓ' => 'ے',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        _ => letter,
    }
}

/// A key that sorts text as a reader expects: folded, and runs of digits by
/// their value ("item 9" before "item 10"). Numbers come before letters.
pub(super) fn natural_key(text: &str) -> Vec<(u64, char)> {
    let mut key = Vec::new();
    let mut number: Option<u64> = None;
    for letter in fold(text).chars() {
        match (number, letter.to_digit(10)) {
            (_, Some(digit)) => {
                let value = number.unwrap_or(0).saturating_mul(10);
                number = Some(value.saturating_add(u64::from(digit)));
            }
            (Some(value), None) => {
                key.push((value, '0'));
                key.push((u64::MAX, letter));
                number = None;
            }
            (None, None) => key.push((u64::MAX, letter)),
        }
    }
    key.extend(number.map(|value| (value, '0')));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_make_no_difference() {
        for (text, folded) in [
            ("Pierre Nkurunziza", "pierre nkurunziza"),
            ("Mi-17V-5", "mi 17v 5"),
            ("  “Sky—Dragon”  50 ", "sky dragon 50"),
            ("Ÿ Łódź Œuvre Straße", "y lodz oeuvre strasse"),
            ("e\u{301}te\u{301}", "ete"),
            ("Ёлка", "елка"),
            // A letter and its decomposed form are the same.
            ("Сергей Серге\u{438}\u{306}", "сергеи сергеи"),
            (
                "Tập Cận Bình, Trương Tấn Sang",
                "tap can binh truong tan sang",
            ),
            ("Ọbásanjọ́ Ṣóyínká Ɗan", "obasanjo soyinka dan"),
            // A soft hyphen only says where a line may break.
            ("Rwan\u{ad}da", "rwanda"),
            ("مُحَمَّد أحمد", "محمد احمد"),
            ("İstanbul", "istanbul"),
            ("", ""),
            ("—", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn numbers_sort_by_value() {
        let mut names = ["item 10", "Item 9", "item", "émile", "item 9b", "Emil"];
        names.sort_by_cached_key(|name| natural_key(name));
        assert_eq!(
            names,
            ["Emil", "émile", "item", "Item 9", "item 9b", "item 10"]
        );
    }
}
