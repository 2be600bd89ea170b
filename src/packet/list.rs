//! Lists of packets, and of questions with their answers.
//!
//! What a script's function decides is passed in as a closure, so that its error comes out again.

use std::collections::HashMap;
use std::rc::Rc;

use super::error::Result as Outcome;
use super::frame::Entry;
use super::net::inet_aton;
use super::packet::Packet;
use super::text::dump::hexdump;
use super::text::{self, Style};
use super::value::FieldValue;
use crate::proto::{Proto, registry};

/// Packets in order, with a name that tells where they come from.
#[derive(Clone)]
pub struct List<T> {
    pub name: Rc<str>,
    /// Shared by the copies of the list until one of them is changed.
    pub items: Rc<Vec<T>>,
    /// The protocols that the representation counts.
    pub stats: Vec<&'static Proto>,
}

/// `<Sniffed: TCP:0 UDP:0 ICMP:4 Other:0>`
pub type PacketList = List<Entry>;

/// `<Results: TCP:0 UDP:0 ICMP:4 Other:0>`
pub type SndRcvList = List<(Packet, Packet)>;

/// What a list can hold.
pub trait Element: Clone {
    /// The name of a list that was given none.
    const NAME: &'static str;
    /// The packet that counts: of a pair, the answer.
    fn packet(&self) -> Packet;
    /// Nobody looks at the packet at the moment.
    fn release(&self) {}
    /// The line that `summary()` prints.
    fn line(&self) -> String;
}

impl Element for Entry {
    const NAME: &'static str = "PacketList";
    fn packet(&self) -> Packet {
        Entry::packet(self)
    }
    fn release(&self) {
        Entry::release(self);
    }
    fn line(&self) -> String {
        text::summary(&Entry::packet(self))
    }
}

impl Element for (Packet, Packet) {
    const NAME: &'static str = "Results";
    fn packet(&self) -> Packet {
        self.1.clone()
    }
    fn line(&self) -> String {
        format!("{} ==> {}", text::summary(&self.0), text::summary(&self.1))
    }
}

/// Which octets of the packets are dumped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dump {
    /// `hexdump()`: all of them.
    All,
    /// `hexraw()`: what no protocol understood; the line of the others is printed too.
    Raw,
    /// `padding()`: only packets with padding.
    Padding,
    /// `nzpadding()`: only packets whose padding is not the same octet all over.
    UnevenPadding,
}

impl<T: Element> List<T> {
    pub fn new(items: Vec<T>) -> List<T> {
        List::named(T::NAME, items)
    }

    pub fn named(name: &str, items: Vec<T>) -> List<T> {
        let stats = ["TCP", "UDP", "ICMP"];
        List {
            name: name.into(),
            items: Rc::new(items),
            stats: stats
                .iter()
                .filter_map(|name| registry::proto(name))
                .collect(),
        }
    }

    /// `repr(list)`
    pub fn repr(&self, style: &Style) -> String {
        let mut counts = vec![0usize; self.stats.len()];
        let mut other = 0usize;
        for item in self.items.iter() {
            let packet = item.packet();
            match self.stats.iter().position(|proto| packet.haslayer(proto)) {
                Some(at) => counts[at] += 1,
                None => other += 1,
            }
            drop(packet);
            item.release();
        }
        let mut out = String::new();
        style.punct.put(&mut out, "<");
        style.list_name.put(&mut out, &self.name);
        style.punct.put(&mut out, ":");
        let counted = self.stats.iter().map(|proto| proto.title).zip(counts);
        for (title, count) in counted.chain([("Other", other)]) {
            out.push(' ');
            style.list_proto.put(&mut out, title);
            style.punct.put(&mut out, ":");
            style.list_value.put(&mut out, &count.to_string());
        }
        style.punct.put(&mut out, ">");
        out
    }

    fn derived(&self, name: String, items: Vec<T>) -> List<T> {
        // Scapy counts the usual protocols again in a list that was made from another one.
        List::named(&name, items)
    }

    /// `list[1:5]`: the items at these places.
    pub fn slice(&self, places: impl IntoIterator<Item = usize>) -> List<T> {
        let items = places
            .into_iter()
            .filter_map(|at| self.items.get(at).cloned())
            .collect();
        self.derived(format!("mod {}", self.name), items)
    }

    /// `list + other`
    pub fn concat(&self, other: &List<T>) -> List<T> {
        let items = self
            .items
            .iter()
            .chain(other.items.iter())
            .cloned()
            .collect();
        self.derived(format!("{}+{}", self.name, other.name), items)
    }

    /// `list[IP]`: the items that have the layer.
    pub fn having(&self, proto: &'static Proto) -> List<T> {
        let mut items = Vec::new();
        for item in self.items.iter() {
            if item.packet().haslayer(proto) {
                items.push(item.clone());
            }
            item.release();
        }
        self.derived(format!("{} from {}", proto.name, self.name), items)
    }

    /// `list.filter(f)`
    pub fn filter<E>(&self, mut keep: impl FnMut(&T) -> Result<bool, E>) -> Result<List<T>, E> {
        let mut items = Vec::new();
        for item in self.items.iter() {
            if keep(item)? {
                items.push(item.clone());
            }
            item.release();
        }
        Ok(self.derived(format!("filtered {}", self.name), items))
    }

    /// `list.getlayer(TCP)`: the packets from this layer upwards.
    pub fn getlayer(
        &self,
        proto: &'static Proto,
        nb: usize,
        mut matches: impl FnMut(&Packet) -> bool,
    ) -> PacketList {
        let mut pick = |item: &T| {
            let found = item
                .packet()
                .find(nb, |layer| layer.proto().is(proto) && matches(layer));
            item.release();
            found.map(Entry::from)
        };
        PacketList {
            name: format!("{} layer {}", self.name, proto.name).into(),
            items: Rc::new(self.items.iter().filter_map(&mut pick).collect()),
            stats: self.stats.clone(),
        }
    }

    /// `0003`
    pub fn number(at: usize, style: &Style) -> String {
        let mut out = String::new();
        style.id.put(&mut out, &format!("{at:04}"));
        out
    }

    /// `list.summary(prn, lfilter)`: hands the lines to `emit`.
    pub fn summary<E>(
        &self,
        mut keep: impl FnMut(&T) -> Result<bool, E>,
        mut line: impl FnMut(&T) -> Result<String, E>,
        mut emit: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        for item in self.items.iter() {
            if keep(item)? {
                emit(&line(item)?)?;
            }
        }
        Ok(())
    }

    /// `list.nsummary(prn, lfilter)`, `list.show()`: the same with numbers.
    pub fn nsummary<E>(
        &self,
        style: &Style,
        mut keep: impl FnMut(&T) -> Result<bool, E>,
        mut line: impl FnMut(&T) -> Result<String, E>,
        mut emit: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        for (at, item) in self.items.iter().enumerate() {
            if keep(item)? {
                emit(&format!("{} {}", Self::number(at, style), line(item)?))?;
            }
        }
        Ok(())
    }

    /// `list.hexdump(lfilter)`, `hexraw`, `padding`, `nzpadding`: a line for the packet, and its
    /// octets below.
    pub fn dump<E: From<super::Error>>(
        &self,
        what: Dump,
        style: &Style,
        mut keep: impl FnMut(&Packet) -> Result<bool, E>,
        mut emit: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        for (at, item) in self.items.iter().enumerate() {
            let packet = item.packet();
            let octets = match what {
                Dump::All => Some(packet.build()?),
                Dump::Raw => load_of(&packet, "Raw"),
                Dump::Padding | Dump::UnevenPadding => {
                    let Some(load) = load_of(&packet, "Padding") else {
                        continue;
                    };
                    let even = load.iter().all(|octet| *octet == load[0]);
                    if what == Dump::UnevenPadding && even {
                        continue;
                    }
                    Some(load)
                }
            };
            if !keep(&packet)? {
                continue;
            }
            let time = text::sprintf(&packet, "%.time%", true)?;
            let number = Self::number(at, style);
            emit(&format!("{number} {time} {}", item.line()))?;
            if let Some(octets) = octets {
                emit(&hexdump(&octets, style))?;
            }
        }
        Ok(())
    }

    /// `list.sessions(f)`: the items of each conversation, in the order of their first packets.
    pub fn sessions<E>(
        &self,
        mut key: impl FnMut(&Packet) -> Result<String, E>,
    ) -> Result<Vec<(String, List<T>)>, E> {
        let mut sessions: Vec<(String, Vec<T>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for item in self.items.iter() {
            let key = key(&item.packet())?;
            let place = *places.entry(key.clone()).or_insert_with(|| {
                sessions.push((key, Vec::new()));
                sessions.len() - 1
            });
            sessions[place].1.push(item.clone());
        }
        let lists = sessions.into_iter();
        Ok(lists.map(|(key, items)| (key, List::new(items))).collect())
    }

    /// `list.conversations()` as data: who sent to whom, and how many packets or which labels.
    pub fn conversations<E>(
        &self,
        mut ends: impl FnMut(&Packet) -> Result<Option<Ends>, E>,
    ) -> Result<Vec<Conversation>, E> {
        let mut all: Vec<Conversation> = Vec::new();
        for item in self.items.iter() {
            let ends = ends(&item.packet())?;
            item.release();
            let Some(ends) = ends else {
                continue;
            };
            let same = |known: &&mut Conversation| {
                known.source == ends.source && known.destination == ends.destination
            };
            let known = match all.iter_mut().find(same) {
                Some(known) => known,
                None => {
                    all.push(Conversation {
                        source: ends.source,
                        destination: ends.destination,
                        packets: 0,
                        labels: Vec::new(),
                    });
                    let last = all.len() - 1;
                    &mut all[last]
                }
            };
            known.packets += 1;
            if let Some(label) = ends.label
                && !known.labels.contains(&label)
            {
                known.labels.push(label);
            }
        }
        Ok(all)
    }

    /// `list.replace((IP.src, "10.0.0.1", "10.0.0.2"), …)`: packets that match are copied and
    /// changed.
    pub fn replace(&self, changes: &[Replacement], delete_checksums: bool) -> Outcome<PacketList> {
        let mut items = Vec::with_capacity(self.items.len());
        for item in self.items.iter() {
            let mut packet = item.packet();
            let mut copied = false;
            for change in changes {
                // A field belongs to its protocol and to the kinds of it.
                let owners = registry::protocols().into_iter();
                for owner in owners.filter(|proto| proto.is_kind_of(change.proto)) {
                    let Some(layer) = packet.getlayer(owner, 1) else {
                        continue;
                    };
                    let Some(index) = owner.index_of(change.field) else {
                        continue;
                    };
                    if change
                        .old
                        .as_ref()
                        .is_some_and(|old| *old != layer.internal(index))
                    {
                        continue;
                    }
                    if !copied {
                        packet = packet.copy();
                        copied = true;
                        if delete_checksums {
                            forget_checksums(&packet);
                        }
                    }
                    if let Some(layer) = packet.getlayer(owner, 1) {
                        layer.set_at(index, change.new.clone())?;
                    }
                }
            }
            items.push(Entry::from(packet));
        }
        Ok(PacketList::named(&format!("Replaced {}", self.name), items))
    }
}

impl PacketList {
    /// A list of packets that are at hand.
    pub fn of_packets(name: &str, packets: impl IntoIterator<Item = Packet>) -> PacketList {
        List::named(name, packets.into_iter().map(Entry::from).collect())
    }

    /// `list.sr()`: pairs of a packet and a later one that answers it, and what is left.
    /// `lookahead` is how far the answer may be away; 0 means any distance.
    pub fn sr(
        &self,
        multi: bool,
        lookahead: usize,
        mut answers: impl FnMut(&Packet, &Packet) -> bool,
    ) -> (SndRcvList, PacketList) {
        let mut left: Vec<(Packet, bool)> = self
            .items
            .iter()
            .map(|item| (item.packet(), false))
            .collect();
        let lookahead = if lookahead == 0 {
            left.len()
        } else {
            lookahead
        };
        let mut pairs = Vec::new();
        let mut at = 0;
        while at < left.len() {
            let last = (lookahead + at).min(left.len() - 1);
            let mut taken = false;
            let mut other = at;
            while other < last {
                other += 1;
                if !answers(&left[other].0, &left[at].0) {
                    continue;
                }
                pairs.push((left[at].0.clone(), left[other].0.clone()));
                if multi {
                    left[at].1 = true;
                    left[other].1 = true;
                    continue;
                }
                left.remove(other);
                left.remove(at);
                taken = true;
                break;
            }
            if !taken {
                at += 1;
            }
        }
        let left = left.into_iter().filter(|entry| !entry.1);
        (
            SndRcvList::new(pairs),
            PacketList::new(left.map(|entry| Entry::from(entry.0)).collect()),
        )
    }
}

/// The two ends of a packet's way.
pub struct Ends {
    pub source: String,
    pub destination: String,
    pub label: Option<String>,
}

/// All that went from one host to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    pub source: String,
    pub destination: String,
    pub packets: usize,
    /// The different labels, in the order in which they were met.
    pub labels: Vec<String>,
}

/// `(IP.src, old, new)`
pub struct Replacement {
    pub proto: &'static Proto,
    pub field: &'static str,
    /// `None`: whatever the value is.
    pub old: Option<FieldValue>,
    pub new: FieldValue,
}

/// Source and destination by IP, IPv6 or ARP.
pub fn ends(packet: &Packet) -> Option<Ends> {
    let names = [
        ("IP", "src", "dst"),
        ("IPv6", "src", "dst"),
        ("ARP", "psrc", "pdst"),
    ];
    names.iter().find_map(|(layer, source, destination)| {
        let layer = packet.getlayer_named(layer, 1)?;
        let text = |name: &str| {
            let value = layer.get(name).ok()?;
            Some(text::python::str(&value, &Style::PLAIN))
        };
        Some(Ends {
            source: text(source)?,
            destination: text(destination)?,
            label: None,
        })
    })
}

/// The conversations as a graph for Graphviz.
pub fn graph(conversations: &[Conversation]) -> String {
    let escape = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = "digraph \"conv\" {\n".to_string();
    for known in conversations {
        let label = if known.labels.is_empty() {
            known.packets.to_string()
        } else {
            known.labels.join(", ")
        };
        out.push_str(&format!(
            "\t \"{}\" -> \"{}\" [label=\"{}\"]\n",
            escape(&known.source),
            escape(&known.destination),
            escape(&label)
        ));
    }
    out + "}\n"
}

/// What a packet's conversation is called when nobody says otherwise.
pub fn session(packet: &Packet) -> String {
    let has = |name: &str| packet.getlayer_named(name, 1).is_some();
    let source = "{IP:%IP.src%}{IPv6:%IPv6.src%}";
    let destination = "{IP:%IP.dst%}{IPv6:%IPv6.dst%}";
    let format = if !has("Ether") {
        return "Other".to_string();
    } else if has("IP") || has("IPv6") {
        if has("TCP") {
            format!("TCP {source}:%r,TCP.sport% > {destination}:%r,TCP.dport%")
        } else if has("UDP") {
            format!("UDP {source}:%r,UDP.sport% > {destination}:%r,UDP.dport%")
        } else if has("ICMP") {
            format!(
                "ICMP {source} > {destination} type=%r,ICMP.type% code=%r,ICMP.code% id=%ICMP.id%"
            )
        } else if has("ICMPv6") {
            format!("ICMPv6 {source} > {destination} type=%r,ICMPv6.type% code=%r,ICMPv6.code%")
        } else if has("IPv6") {
            format!("IPv6 {source} > {destination} nh=%IPv6.nh%")
        } else {
            format!("IP {source} > {destination} proto=%IP.proto%")
        }
    } else if has("ARP") {
        "ARP %ARP.psrc% > %ARP.pdst%".to_string()
    } else {
        "Ethernet type=%04xr,Ether.type%".to_string()
    };
    text::sprintf(packet, &format, true).unwrap_or_else(|_| "Other".to_string())
}

fn load_of(packet: &Packet, layer: &str) -> Option<Vec<u8>> {
    let load = packet.getlayer_named(layer, 1)?.get("load").ok()?;
    Some(load.as_octets()?.to_vec())
}

fn forget_checksums(packet: &Packet) {
    for layer in packet.iter() {
        for (index, field) in layer.proto().fields.iter().enumerate() {
            if matches!(field.name, "chksum" | "cksum" | "crc" | "checksum") {
                layer.delete_at(index);
            }
        }
    }
}

/// How a table is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `make_table`
    Plain,
    /// `make_lined_table`
    Lined,
    /// `make_tex_table`
    Tex,
}

/// The order of the columns or rows: by number, else by address, else by letters.
pub fn order(keys: &mut [String]) {
    let number = |key: &String| key.trim().replace('_', "").parse::<i128>().ok();
    let address = |key: &String| inet_aton(key).map(|address| i128::from(u32::from(address)));
    if keys.iter().all(|key| number(key).is_some()) {
        keys.sort_by_key(number);
    } else if keys.iter().all(|key| address(key).is_some()) {
        keys.sort_by_key(address);
    } else {
        keys.sort();
    }
}

/// The table of `(column, row, cell)`; `order_columns` and `order_rows` are [`order`], or what
/// the script's `sortx` and `sorty` do.
pub fn table<E>(
    entries: &[(String, String, String)],
    layout: Layout,
    order_columns: impl FnOnce(&mut Vec<String>) -> Result<(), E>,
    order_rows: impl FnOnce(&mut Vec<String>) -> Result<(), E>,
) -> Result<String, E> {
    let mut columns: Vec<String> = Vec::new();
    let mut rows: Vec<String> = Vec::new();
    let mut widths: HashMap<&str, usize> = HashMap::new();
    let mut cells: HashMap<(&str, &str), &str> = HashMap::new();
    let mut row_width = 0;
    for (column, row, cell) in entries {
        if !widths.contains_key(column.as_str()) {
            columns.push(column.clone());
        }
        let width = widths.entry(column).or_default();
        *width = letters(column).max(letters(cell)).max(*width);
        if !rows.contains(row) {
            rows.push(row.clone());
        }
        row_width = row_width.max(letters(row));
        cells.insert((column, row), cell);
    }
    order_columns(&mut columns)?;
    order_rows(&mut rows)?;
    let width = |column: &String| widths.get(column.as_str()).copied().unwrap_or(0);
    let separator = match layout {
        Layout::Plain => String::new(),
        Layout::Lined => {
            let mut line = "-".repeat(row_width + 1);
            for column in &columns {
                line.push('+');
                line.push_str(&"-".repeat(width(column) + 2));
            }
            line + "+\n"
        }
        Layout::Tex => "\\hline\n".to_string(),
    };
    let mut out = separator.clone();
    put_cell(&mut out, layout, true, "", row_width);
    for column in &columns {
        put_cell(&mut out, layout, false, column, width(column));
    }
    end_row(&mut out, layout);
    out.push_str(&separator);
    for row in &rows {
        put_cell(&mut out, layout, true, row, row_width);
        for column in &columns {
            let cell = cells.get(&(column.as_str(), row.as_str()));
            put_cell(&mut out, layout, false, cell.unwrap_or(&"-"), width(column));
        }
        end_row(&mut out, layout);
    }
    out.push_str(&separator);
    Ok(out)
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn put_cell(out: &mut String, layout: Layout, heading: bool, text: &str, width: usize) {
    match layout {
        Layout::Plain => out.push_str(&format!("{text:<width$} ")),
        Layout::Lined => out.push_str(&format!("{text:<width$} | ")),
        Layout::Tex if heading => out.push_str(&format!("{} ", tex(text))),
        Layout::Tex => out.push_str(&format!("& {} ", tex(text))),
    }
}

fn end_row(out: &mut String, layout: Layout) {
    out.push_str(if layout == Layout::Tex {
        "\\\\\n"
    } else {
        "\n"
    });
}

/// Text that TeX prints as it is.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '{' => out.push_str("{\\tt\\char123}"),
            '}' => out.push_str("{\\tt\\char125}"),
            '\\' => out.push_str("{\\tt\\char92}"),
            '^' => out.push_str("\\^{}"),
            '$' => out.push_str("\\$"),
            '#' => out.push_str("\\#"),
            '_' => out.push_str("\\_"),
            '&' => out.push_str("\\&"),
            '%' => out.push_str("\\%"),
            '|' => out.push_str("{\\tt\\char124}"),
            '~' => out.push_str("{\\tt\\char126}"),
            '<' => out.push_str("{\\tt\\char60}"),
            '>' => out.push_str("{\\tt\\char62}"),
            other => out.push(other),
        }
    }
    out
}
