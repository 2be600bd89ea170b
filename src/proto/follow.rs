//! What may follow one protocol, in a form that is searched for each packet.

use smallvec::SmallVec;

use super::Proto;
use super::binding::{Condition, Fixed};

/// The bindings above a protocol, with the names of fields resolved to places in its table.
pub struct Follow {
    /// In the order in which they are tried.
    rows: Vec<Row>,
    /// The rows that ask for numbers, sorted by the one number that tells most of them apart, then
    /// by their order.
    by_number: Vec<Key>,
    /// The fields that those numbers stand in.
    fields: SmallVec<[u16; 2]>,
    /// The other rows, in their order.
    others: Vec<u16>,
}

/// One binding.
struct Row {
    upper: &'static Proto,
    /// Fields by their places, and the numbers that must stand in them; `None` when the condition
    /// asks for more than numbers.
    numbers: Option<Numbers>,
    condition: Condition,
}

type Numbers = SmallVec<[(u16, i64); 2]>;

/// A number in a field, and the row that asks for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    field: u16,
    number: i64,
    row: u16,
}

impl Follow {
    /// The bindings of `lower` in the order in which they are to be tried.
    pub fn new(
        lower: &'static Proto,
        bindings: impl Iterator<Item = (Condition, &'static Proto)>,
    ) -> Follow {
        let row = |(condition, upper)| Row {
            upper,
            numbers: numbers(lower, condition),
            condition,
        };
        let rows: Vec<Row> = bindings.map(row).collect();
        let telling = |row: &Row| {
            let fields = row.numbers.iter().flatten();
            fields
                .copied()
                .max_by_key(|(field, _)| variety(&rows, *field))
        };
        let (mut by_number, mut others) = (Vec::new(), Vec::new());
        for (at, row) in (0..).zip(&rows) {
            match telling(row) {
                Some((field, number)) => by_number.push(Key {
                    field,
                    number,
                    row: at,
                }),
                None => others.push(at),
            }
        }
        by_number.sort_unstable();
        let mut fields: SmallVec<[u16; 2]> = by_number.iter().map(|key| key.field).collect();
        fields.dedup();
        Follow {
            rows,
            by_number,
            fields,
            others,
        }
    }

    /// The first binding that holds: `number` says what stands in a field, `holds` whether a
    /// condition on more than numbers is met.
    pub fn first(
        &self,
        number: impl Fn(usize) -> Option<i64>,
        holds: impl Fn(Condition) -> bool,
    ) -> Option<&'static Proto> {
        let mut first = None;
        for field in &self.fields {
            let field = *field;
            let Some(own) = number(usize::from(field)) else {
                continue;
            };
            let start = Key {
                field,
                number: own,
                row: 0,
            };
            let from = self.by_number.partition_point(|key| *key < start);
            let met = |key: &&Key| {
                let mut wanted = self.rows[usize::from(key.row)].numbers.iter().flatten();
                wanted.all(|(other, wanted)| match *other == field {
                    true => *wanted == own,
                    false => number(usize::from(*other)) == Some(*wanted),
                })
            };
            let same = self.by_number[from..].iter();
            let mut same = same.take_while(|key| (key.field, key.number) == (field, own));
            let found = same.find(met).map(|key| key.row);
            first = first.into_iter().chain(found).min();
        }
        let before = |at: &&u16| first.is_none_or(|first| **at < first);
        let mut others = self.others.iter().take_while(before);
        let other = others.find(|at| {
            let row = &self.rows[usize::from(**at)];
            row.numbers.is_some() || holds(row.condition)
        });
        let at = other.copied().or(first)?;
        Some(self.rows[usize::from(at)].upper)
    }
}

/// How many different numbers the rows want in a field.
fn variety(rows: &[Row], field: u16) -> usize {
    let wanted = rows.iter().flat_map(|row| row.numbers.iter().flatten());
    let mut numbers: Vec<i64> = wanted
        .filter(|(place, _)| *place == field)
        .map(|(_, number)| *number)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}

/// A condition as numbers in fields.
fn numbers(lower: &Proto, condition: Condition) -> Option<Numbers> {
    let number = |(name, value): &(&str, Fixed)| {
        Some((u16::try_from(lower.index_of(name)?).ok()?, value.number()?))
    };
    condition.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::{dns::DNS, icmp::ICMP, ip::IP, tcp::TCP, udp::UDP};
    use crate::when;

    fn first(bindings: &[(Condition, &'static Proto)], numbers: [(&str, i64); 2]) -> &'static str {
        let follow = Follow::new(&IP, bindings.iter().copied());
        let number = |place: usize| {
            let field = IP.fields[place].name;
            numbers
                .iter()
                .find(|entry| entry.0 == field)
                .map(|entry| entry.1)
        };
        let found = follow.first(number, |condition| condition.len() > 1);
        found.map_or("nothing", |proto| proto.name)
    }

    #[test]
    fn the_first_binding_whose_numbers_all_stand_there_is_taken() {
        let bindings: &[(Condition, &'static Proto)] = &[
            (when!(frag = 0, proto = 6), &TCP),
            (when!(proto = 17, frag = 0), &UDP),
            (when!(proto = 17), &ICMP),
        ];
        assert_eq!(first(bindings, [("frag", 0), ("proto", 17)]), "UDP");
        assert_eq!(first(bindings, [("frag", 1), ("proto", 17)]), "ICMP");
        assert_eq!(first(bindings, [("frag", 1), ("proto", 6)]), "nothing");
    }

    #[test]
    fn bindings_of_more_than_numbers_are_tried_in_their_place() {
        let text: Condition = &[("src", Fixed::Text("10.0.0.1"))];
        let both: Condition = &[("src", Fixed::Text("10.0.0.1")), ("proto", Fixed::Int(6))];
        let early: &[(Condition, &'static Proto)] =
            &[(text, &ICMP), (both, &DNS), (when!(proto = 6), &TCP)];
        let late: &[(Condition, &'static Proto)] =
            &[(when!(proto = 6), &TCP), (&[], &UDP), (both, &DNS)];
        assert_eq!(first(early, [("frag", 0), ("proto", 6)]), "DNS");
        assert_eq!(first(late, [("frag", 0), ("proto", 6)]), "TCP");
        assert_eq!(first(late, [("frag", 0), ("proto", 1)]), "UDP");
    }
}
