//! Times of day and their zones.

/// A time of day, and its zone as EDTF writes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeOfDay {
    hour: u8,
    minute: u8,
    second: u8,
    pub zone: String,
}

impl TimeOfDay {
    pub fn edtf(&self) -> String {
        let [hour, minute, second] = [self.hour, self.minute, self.second].map(two);
        ["T", &hour, ":", &minute, ":", &second, &self.zone].concat()
    }
}

/// `14:05`, `14:05:30`, `14:05+02:00`, `3pm`, `3.30 pm`, `noon`.
pub(super) fn time(word: &str, next: Option<&str>) -> Option<TimeOfDay> {
    let (clock, zone) = match word.find(['+', '-', 'z']) {
        Some(at) if word.contains(':') => {
            let (clock, zone) = word.split_at_checked(at)?;
            (clock, offset(zone)?)
        }
        _ => (word, String::new()),
    };
    let at = |hour, minute, second| TimeOfDay {
        hour,
        minute,
        second,
        zone: zone.clone(),
    };
    if clock == "noon" {
        return Some(at(12, 0, 0));
    }
    let half = ["am", "pm"]
        .into_iter()
        .find(|half| clock.ends_with(half) || next == Some(half));
    let digits = clock.trim_end_matches("am").trim_end_matches("pm");
    let (hour, rest) = match digits.split_once(':') {
        Some((hour, rest)) => (hour, rest),
        None => {
            half?;
            digits.split_once('.').unwrap_or((digits, "0"))
        }
    };
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    let [hour, minute, second] = [hour, minute, second].map(|text| text.parse::<u8>().ok());
    let (hour, minute, second) = (hour?, minute?, second?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some("pm") => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    (hour < 24 && minute < 60 && second <= 60).then(|| at(hour, minute, second))
}

/// A zone after a time: `UTC`, `GMT`, `UTC+2`, `UTC-4:30`. Names of zones are
/// not read: most are of several places.
pub(super) fn zone(word: &str) -> Option<String> {
    let rest = ["utc", "gmt"]
        .iter()
        .find_map(|name| word.strip_prefix(name))?;
    if rest.is_empty() {
        return Some("Z".to_owned());
    }
    offset(rest)
}

/// `Z`, `+2`, `+02:00` and `-0430` as EDTF has them.
fn offset(text: &str) -> Option<String> {
    if text == "z" {
        return Some("Z".to_owned());
    }
    let sign = text.get(..1).filter(|sign| matches!(*sign, "+" | "-"))?;
    let digits = text.get(1..)?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some([sign, &two(hours), ":", &two(minutes)].concat())
}

/// A number in two digits.
pub(super) fn two(number: u8) -> String {
    let digits = number.to_string();
    if number < 10 {
        ["0", &digits].concat()
    } else {
        digits
    }
}
