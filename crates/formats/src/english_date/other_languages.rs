//! Dates in other languages as their English words.
//!
//! A sheet is written in the newsroom's language: "3 juin 2018", "12 марта 2018",
//! "2018年6月3日". Only a year, a month and a day are understood, and only where the
//! names of the month are the same month in every language that has them. The names are
//! those of CLDR 46 (gregorian, wide, both formats), without case and accents.

use std::collections::HashMap;
use std::sync::LazyLock;

use backstory_core::query::fold;

use super::vocabulary::MONTHS;

/// The months of a language, from January; of some, both forms.
const LANGUAGES: [&str; 13] = [
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "mutarama gashyantare werurwe mata gicurasi kamena nyakanga kanama nzeri ukwakira ugushyingo ukuboza",
];

/// The position of the month that a folded word names; `None` where languages differ.
static MONTH_POSITIONS: LazyLock<HashMap<String, Option<usize>>> = LazyLock::new(|| {
    let mut positions = HashMap::new();
    for names in LANGUAGES {
        for (position, name) in names.split(' ').enumerate() {
            positions
                .entry(fold(name))
                .and_modify(|known: &mut Option<usize>| *known = known.filter(|it| *it == position))
                .or_insert(Some(position));
        }
    }
    positions
});

/// What may stand between the parts of a date, and adds nothing to it.
const BETWEEN: [&str; 15] = [
    "de", "del", "do", "di", "den", "der", "le", "el", "il", "la", "r", "г", "года", "р", "року",
];

/// The date in English words, where all of it is understood. Digits are those of ASCII.
pub(super) fn in_english(text: &str) -> Option<String> {
    in_chinese(text).or_else(|| in_words(text))
}

fn in_words(text: &str) -> Option<String> {
    let folded = fold(text);
    let mut words = Vec::new();
    let mut has_month = false;
    for word in folded.split(' ').filter(|word| !BETWEEN.contains(word)) {
        if let Some(month) = month(word) {
            has_month = true;
            words.push(month.to_owned());
            continue;
        }
        // "1er", "1º" and "3-го".
        let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let digits = word.strip_suffix(rest).unwrap_or_default();
        if digits.is_empty() || !matches!(rest, "" | "er" | "o" | "a" | "го" | "e") {
            return None;
        }
        words.push(digits.to_owned());
    }
    has_month.then(|| words.join(" "))
}

/// The English name of a month, if each language that has the word means that one.
fn month(word: &str) -> Option<&'static str> {
    MONTHS.get((*MONTH_POSITIONS.get(word)?)?).copied()
}

/// "2018年6月3日" and "2018年6月".
fn in_chinese(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let (year, rest) = plain.split_once(['年', '년'])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if rest.is_empty() {
        return is_number(year).then(|| year.to_owned());
    }
    let (month, day) = rest.split_once(['月', '월'])?;
    let name = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day = match day {
        "" => "",
        day => day.strip_suffix(['日', '일', '号'])?,
    };
    let is_date = is_number(year) && (day.is_empty() || is_number(day));
    is_date.then(|| [day, " ", name, " ", year].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_month_is_the_same_in_every_language_or_in_none() {
        for names in LANGUAGES {
            assert_eq!(names.split(' ').count(), 12, "{names}");
            for (name, english) in names.split(' ').zip(MONTHS) {
                let month = month(&fold(name));
                assert!(month.is_none_or(|it| it == english), "{name}: {month:?}");
            }
        }
    }

    #[test]
    fn what_is_more_than_a_date_is_not_one() {
        for text in ["mars", "le 3 juin 2018 a Paris", "Marzo, Juan", "mata 3 x"] {
            assert!(
                !matches!(in_english(text).as_deref(), Some(it) if it.contains(char::is_numeric)),
                "{text}"
            );
        }
    }
}
