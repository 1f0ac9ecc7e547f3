//! Sheets that nobody prepared: which of their columns are a date and a title, or name two
//! parties.
//!
//! What a column is called counts first (`Donor` and `Recipient`), then what is in it: a
//! column whose cells are all dates, two columns of names.

use csv::{ReaderBuilder, StringRecord};

use super::columns::column_name;
use super::own_field::{column_type, edtf, is_identifier, slash_date};
use super::sheet::Sheet;
use backstory_core::dataset::FieldType;
use backstory_core::dataset::names::{entity, event, relationship};
use backstory_core::query::fold;

/// How many rows are looked at to see what a column holds.
const MAX_SAMPLE_ROWS: usize = 200;
/// The most letters of the name of a column, or of a party.
const MAX_NAME_LETTERS: usize = 60;
/// The most words of one.
const MAX_NAME_WORDS: usize = 8;

/// How such a sheet is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlainSheet {
    pub sheet: Sheet,
    /// Which columns are which of the sheet's own, by their positions.
    pub columns: Vec<(usize, &'static str)>,
    /// What two parties have to do with each other.
    pub link: PartyLink,
    /// What the name of the second party's column says of it: "gave to".
    pub predicate: Option<String>,
}

/// What the rows of a sheet of two parties say, where they do not say it themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartyLink {
    pub predicate: &'static str,
    /// The id and the name of the kind that it is of.
    pub kind: (&'static str, &'static str),
}

/// That the two are named together, and no more.
pub(super) const LINK: PartyLink = PartyLink {
    predicate: "is linked to",
    kind: ("link", "Link"),
};

/// What the name of a column of parties ends with, where it says what the others have done
/// to them: "Gave to", "Works for".
const PREPOSITIONS: [&str; 10] = [
    "to", "for", "by", "with", "from", "of", "against", "in", "on", "at",
];

/// Names of columns of parties that say nothing of what these are.
pub(super) const NO_KINDS: [&str; 21] = [
    "a", "b", "de", "from", "name", "nach", "nom", "nombre", "nome", "object", "origin", "source",
    "subject", "target", "to", "vers", "von", "wer", "who", "whom", "кто",
];

/// Names of columns of who does a thing and to whom, and what.
const PARTY_LINKS: [(&[&str], &[&str], PartyLink); 12] = [
    (
        &[
            "donor",
            "giver",
            "contributor",
            "funder",
            "grantor",
            "benefactor",
            "donated_by",
            "donateur",
            "donante",
            "doador",
            "donatore",
            "spender",
            "донор",
            "捐赠者",
        ],
        &[
            "recipient",
            "beneficiary",
            "grantee",
            "receiver",
            "party",
            "candidate",
            "donated_to",
            "beneficiaire",
            "beneficiario",
            "empfanger",
            "получатель",
            "受赠者",
        ],
        PartyLink {
            predicate: "gave to",
            kind: ("donation", "Donation"),
        },
    ),
    (
        &[
            "awarded_by",
            "granted_by",
            "funded_by",
            "funding_org:name",
            "awarding_body",
        ],
        &[
            "awarded_to",
            "granted_to",
            "recipient_org:name",
            "recipient",
            "grantee",
        ],
        PartyLink {
            predicate: "made an award to",
            kind: ("award", "Award"),
        },
    ),
    (
        &[
            "payer",
            "paid_by",
            "from_account",
            "payeur",
            "pagador",
            "zahler",
        ],
        &[
            "payee",
            "paid_to",
            "recipient",
            "to_account",
            "destinataire",
            "destinatario",
            "empfanger",
        ],
        PartyLink {
            predicate: "paid",
            kind: ("payment", "Payment"),
        },
    ),
    (
        &[
            "buyer",
            "purchaser",
            "customer",
            "client",
            "authority",
            "contracting_authority",
        ],
        &["seller", "supplier", "vendor", "contractor", "provider"],
        PartyLink {
            predicate: "bought from",
            kind: ("purchase", "Purchase"),
        },
    ),
    (
        &["lender", "creditor"],
        &["borrower", "debtor"],
        PartyLink {
            predicate: "lent to",
            kind: ("loan", "Loan"),
        },
    ),
    (
        &["owner", "shareholder", "parent", "parent_company"],
        &["company", "owned", "subsidiary", "asset", "property"],
        PartyLink {
            predicate: "owns",
            kind: ("ownership", "Ownership"),
        },
    ),
    (
        &["employer"],
        &["employee"],
        PartyLink {
            predicate: "employs",
            kind: ("employment", "Employment"),
        },
    ),
    (
        &["sender", "exporter"],
        &["recipient", "receiver", "addressee", "importer"],
        PartyLink {
            predicate: "sent to",
            kind: ("shipment", "Shipment"),
        },
    ),
    (
        &["plaintiff", "claimant", "prosecutor", "applicant"],
        &["defendant", "accused", "respondent"],
        PartyLink {
            predicate: "brought a case against",
            kind: ("case", "Case"),
        },
    ),
    (
        &["home", "home_team"],
        &["away", "away_team", "visitors", "guest"],
        PartyLink {
            predicate: "played against",
            kind: ("match", "Match"),
        },
    ),
    (
        &["from", "source", "origin", "de", "von", "da"],
        &["to", "target", "destination", "vers", "a", "para", "nach"],
        LINK,
    ),
    (&[relationship::SUBJECT], &[relationship::OBJECT], LINK),
];

/// Names of columns of dates, the likeliest first.
const DATES: [&str; 38] = [
    event::DATE,
    relationship::PERIOD,
    "when",
    "start_date",
    "start",
    "day",
    "year",
    "time",
    "date_from",
    "event_date",
    "datum",
    "fecha",
    "data",
    "quand",
    "jour",
    "annee",
    "cuando",
    "dia",
    "ano",
    "quando",
    "wann",
    "tag",
    "jahr",
    "дата",
    "когда",
    "год",
    "tarehe",
    "mwaka",
    "itariki",
    "umwaka",
    "日期",
    "时间",
    "年份",
    "تاريخ",
    "التاريخ",
    "السنة",
    "from",
    "since",
];

/// Names of columns of titles, the likeliest first.
const TITLES: [&str; 51] = [
    event::TITLE,
    "headline",
    "event",
    "what_happened",
    "what",
    "incident",
    "milestone",
    "decision",
    "action",
    entity::NAME,
    "entry",
    "item",
    "subject",
    "description",
    "summary",
    "text",
    "details",
    "notes",
    "titre",
    "evenement",
    "fait",
    "quoi",
    "titulo",
    "titular",
    "evento",
    "acontecimiento",
    "acontecimento",
    "hecho",
    "que",
    "titel",
    "ereignis",
    "was",
    "titolo",
    "fatto",
    "событие",
    "название",
    "заголовок",
    "что",
    "описание",
    "tukio",
    "kichwa",
    "igikorwa",
    "umutwe",
    "标题",
    "事件",
    "内容",
    "العنوان",
    "الحدث",
    "عنوان",
    "حدث",
    "beschreibung",
];

/// How a sheet is read that begins at `text`; nothing where it is no table, or where
/// nothing in it names two parties, or has a date and a title.
pub(super) fn plain_sheet(text: &str, delimiter: u8) -> Option<PlainSheet> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records().take(MAX_SAMPLE_ROWS + 1);
    let header = records.next()?.ok()?;
    let rows: Vec<StringRecord> = records.collect::<Result<_, _>>().ok()?;
    // Prose has commas, too. Cells at a row's end may be left out, and spreadsheets save
    // columns without a name.
    let mut names = header.iter().map(str::trim).filter(|name| !name.is_empty());
    let named = names.clone().count();
    let whole = rows.iter().filter(|row| row.len() == header.len()).count();
    let is_table = named > 1
        && whole * 2 >= rows.len().max(1)
        && rows.iter().all(|row| row.len() <= header.len())
        && names.all(is_name);
    if !is_table {
        return None;
    }
    let columns: Vec<SampledColumn> = header
        .iter()
        .enumerate()
        .map(|(at, name)| SampledColumn::of(name.trim(), &rows, at, delimiter))
        .collect();
    of_parties(&columns)
        .or_else(|| {
            of_events(&columns, |column| {
                TITLES.iter().any(|it| column.is_called(it))
            })
        })
        .or_else(|| of_names(&columns))
        .or_else(|| {
            of_events(&columns, |column| {
                column.value_type == Some(FieldType::Text)
            })
        })
}

/// What a column is called, and what is in it.
struct SampledColumn {
    name: String,
    /// The name without accents.
    folded: String,
    value_type: Option<FieldType>,
    /// Whether most of its cells are dates; the others may be "tbc".
    has_dates: bool,
    /// Whether its cells may be names of somebody.
    has_names: bool,
}

impl SampledColumn {
    fn of(header: &str, rows: &[StringRecord], at: usize, delimiter: u8) -> Self {
        // What stands below no name is not read.
        let rows = rows.iter().filter(|_| !header.is_empty());
        let cells: Vec<&str> = rows
            .map(|row| row.get(at).unwrap_or_default().trim())
            .collect();
        let value_type = column_type(header, &cells, delimiter == b';').map(|it| it.value_type);
        let is_text = matches!(value_type, Some(FieldType::Text | FieldType::Choice));
        Self {
            name: column_name(header),
            folded: fold(header),
            value_type,
            has_dates: value_type == Some(FieldType::Date) || (is_text && are_mostly_dates(&cells)),
            has_names: is_text
                && !is_identifier(header)
                && !are_mostly_dates(&cells)
                && cells.iter().all(|cell| is_name(cell) && !is_lower(cell)),
        }
    }
}

impl SampledColumn {
    fn is_called(&self, name: &str) -> bool {
        self.name == name || self.folded == fold(name)
    }
}

/// Whether more than half of the cells that are filled are dates.
fn are_mostly_dates(cells: &[&str]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_date = |cell: &&&str| edtf(cell).is_some() || slash_date(cell).is_some();
    let dates = cells.iter().filter(is_date).count();
    dates * 2 > filled
}

/// Whether a cell may be a name: of a column, or of somebody.
fn is_name(cell: &str) -> bool {
    cell.chars().count() <= MAX_NAME_LETTERS
        && cell.split_whitespace().count() <= MAX_NAME_WORDS
        && cell.chars().any(char::is_alphabetic)
        // G-001 is the number of something.
        && cell.chars().filter(|it| it.is_alphabetic()).count() * 2
            > cell.chars().filter(|it| it.is_numeric()).count()
}

/// Whether a cell begins with a small letter, as no name of somebody does.
fn is_lower(cell: &str) -> bool {
    cell.chars().next().is_some_and(char::is_lowercase)
}

/// Two parties by the names of their columns.
fn of_parties(columns: &[SampledColumn]) -> Option<PlainSheet> {
    // "From" and "To" may be days; only accounts have numbers for names.
    let may_be = |it: &SampledColumn| {
        it.name.ends_with("_account")
            || !(it.has_dates
                || matches!(it.value_type, Some(FieldType::Number | FieldType::YesNo)))
    };
    let find = |names: &[&str]| {
        columns
            .iter()
            .position(|it| names.iter().any(|name| it.is_called(name)) && may_be(it))
    };
    let (subject, object, link) = PARTY_LINKS.iter().find_map(|(subjects, objects, link)| {
        let (subject, object) = (find(subjects)?, find(objects)?);
        Some((subject, object, *link))
    })?;
    Some(linked(columns, subject, object, link))
}

/// Two parties by what is in the columns: the first two that have names only.
fn of_names(columns: &[SampledColumn]) -> Option<PlainSheet> {
    let mut named = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|it| it.has_names));
    Some(linked(columns, named.next()?, named.next()?, LINK))
}

fn linked(columns: &[SampledColumn], subject: usize, object: usize, link: PartyLink) -> PlainSheet {
    let parties = [
        (subject, relationship::SUBJECT),
        (object, relationship::OBJECT),
    ];
    let period = date(columns).filter(|at| *at != subject && *at != object);
    let period = period.map(|at| (at, relationship::PERIOD));
    let header = columns.get(object).map(|it| it.name.replace('_', " "));
    PlainSheet {
        sheet: Sheet::Relationships,
        columns: parties.into_iter().chain(period).collect(),
        link,
        predicate: header.filter(|header| says_what_was_done(header)),
    }
}

/// Whether the name of a column of parties says what was done to them.
pub(super) fn says_what_was_done(header: &str) -> bool {
    let header = header.to_lowercase();
    let last = header.rsplit_once(' ').map(|(_, last)| last);
    last.is_some_and(|last| PREPOSITIONS.contains(&last))
}

/// A date, and the likeliest title of the columns that may be one.
fn of_events(
    columns: &[SampledColumn],
    may_be: impl Fn(&SampledColumn) -> bool,
) -> Option<PlainSheet> {
    let date = date(columns)?;
    let place = |column: &SampledColumn| TITLES.iter().position(|name| column.is_called(name));
    let titles = columns.iter().enumerate();
    let titles = titles.filter(|(at, column)| *at != date && may_be(column));
    let (title, _) = titles.min_by_key(|(_, column)| place(column).unwrap_or(TITLES.len()))?;
    Some(PlainSheet {
        sheet: Sheet::Events,
        columns: vec![(date, event::DATE), (title, event::TITLE)],
        link: LINK,
        predicate: None,
    })
}

/// The column of dates: by its name and what is in it, or else by either.
fn date(columns: &[SampledColumn]) -> Option<usize> {
    let is_date = |column: &SampledColumn| column.has_dates;
    let named = |may_be: &dyn Fn(&SampledColumn) -> bool| {
        DATES.iter().find_map(|name| {
            let is_it = |it: &SampledColumn| it.is_called(name) && may_be(it);
            columns.iter().position(is_it)
        })
    };
    named(&is_date)
        .or_else(|| columns.iter().position(is_date))
        .or_else(|| named(&|_| true))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Roles = (Sheet, Vec<(usize, &'static str)>, &'static str);

    fn read(text: &str) -> Option<Roles> {
        let plain = plain_sheet(text, b',')?;
        Some((plain.sheet, plain.columns, plain.link.predicate))
    }

    #[test]
    fn a_column_s_name_may_say_what_was_done_to_who_is_in_it() {
        let predicate = |text: &str| plain_sheet(text, b',')?.predicate;
        let gave = predicate("Who,Gave to,How much\nAcme,Blue Party,12\n");
        assert_eq!(gave.as_deref(), Some("gave to"));
        let works = predicate("Person,Works for\nJane Roe,Acme Ltd\n");
        assert_eq!(works.as_deref(), Some("works for"));
        assert_eq!(predicate("Donor,Recipient\nAcme,Blue Party\n"), None);
        assert_eq!(predicate("From,To\nAcme,Blue Party\n"), None);
    }

    #[test]
    fn columns_are_known_in_other_languages() {
        let events = |date, title| {
            Some((
                Sheet::Events,
                vec![(date, "date"), (title, "title")],
                "is linked to",
            ))
        };
        assert_eq!(
            read("Date,Événement,Lieu\n3 juin 2018,La mairie vend le port,Kigali\n"),
            events(0, 1)
        );
        assert_eq!(read("Название,Дата\nСуд,12 марта 2018\n"), events(1, 0));
        assert_eq!(read("日期,事件\n2018年6月3日,会议\n"), events(0, 1));
        assert_eq!(
            read("Spender,Empfänger,Betrag\nAcme,Blaue Partei,12\n"),
            Some((
                Sheet::Relationships,
                vec![(0, "subject"), (1, "object")],
                "gave to"
            ))
        );
    }

    #[test]
    fn parties_are_known_by_the_columns_names_and_by_what_is_in_them() {
        let parties = |subject, object| vec![(subject, "subject"), (object, "object")];
        assert_eq!(
            read("Amount,Recipient,Donor\n12,Blue Party,Acme\n"),
            Some((Sheet::Relationships, parties(2, 1), "gave to"))
        );
        assert_eq!(
            read("Director,Company house,Fee\nJane Roe,Acme Ltd,12\nJohn Doe,Bolt & Co.,9\n"),
            Some((Sheet::Relationships, parties(0, 1), "is linked to"))
        );
        let dated = [parties(1, 2), vec![(0, "period")]].concat();
        assert_eq!(
            read("Met on,Minister,Visitor\n3 May 2021,Jane Roe,Acme\n4 May 2021,Jane Roe,Bolt\n"),
            Some((Sheet::Relationships, dated, "is linked to"))
        );
    }

    #[test]
    fn events_have_a_date_and_the_likeliest_title() {
        let event = |date, title| {
            let columns = vec![(date, "date"), (title, "title")];
            Some((Sheet::Events, columns, "is linked to"))
        };
        assert_eq!(
            read("Notes,Incident,Day\nnone,A fire,2020-01-02\n"),
            event(2, 1)
        );
        assert_eq!(
            read("Year,Minister,What\n1999,Jane Roe,Resigns\n"),
            event(0, 2)
        );
        // By what is in them alone.
        assert_eq!(
            read("Opened,Thing\n2020-01-02,the harbour\n2020-01-03,the bridge\n"),
            event(0, 1)
        );
        assert_eq!(
            read("Signed,Thing\n2020-01-02,the harbour\ntbc,the bridge\n1 May 2021,the road\n"),
            event(0, 1)
        );
        // A number is nobody, and dates may be written both ways.
        assert_eq!(
            read("Grant ID,Awarded to,Awarded by,Award date\nG-001,A club,A town,03/04/2023\n"),
            Some((
                Sheet::Relationships,
                vec![(2, "subject"), (1, "object"), (3, "period")],
                "made an award to"
            ))
        );
        assert_eq!(
            read("Ref,Club,Town\nG-001,A club,A town\nG-002,Another,A town\n"),
            Some((
                Sheet::Relationships,
                vec![(1, "subject"), (2, "object")],
                "is linked to"
            ))
        );
        // Spreadsheets save empty columns and a column of numbers without a name.
        for text in [
            "Year,Event,,Amount,\n1994,A war,,12,\n2000,A peace,,13,\n",
            "Year,Event,\n1994,A war,Seen\n2000,A peace,Read\n",
        ] {
            assert_eq!(read(text), event(0, 1), "{text}");
        }
        assert_eq!(
            read(",Year,Event\n0,1994,A war\n1,2000,A peace\n"),
            event(1, 2)
        );
        // A last cell that is empty may be left out.
        assert_eq!(
            read("Year,Event,Link\n1994,A war,a\n2000,A peace\n"),
            event(0, 1)
        );
        // Days are no parties, and times of day no dates.
        assert_eq!(read("Event,From,To\nA war,1914,1918\n"), event(1, 0));
        assert_eq!(
            read("Time,Occurred,What\n14:30,2020-01-02,A fire\n"),
            event(1, 2)
        );
    }

    #[test]
    fn what_is_no_such_table_is_none() {
        for text in [
            "a,b,c\n1,2,3\n",
            "Only a header,and no row\n",
            "In Sochi, he said, all was well.\nNobody, it seems, asked.\n",
            "One line, with a comma\nand another one\n",
            "Name\nRussia\n",
            "Name,\nRussia,\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
