//! The lab, drawn: who hangs on which wire, with which addresses, and where the script is.

use crate::lab::{Host, Lab, Result, Switch};

/// The network as a drawing: each switch with those who are plugged into it, then the cables
/// between two machines.
pub fn map(lab: &Lab) -> String {
    let topology = lab.topology();
    let mut text = format!("{}\n", topology.title);
    for (at, switch) in topology.switches.iter().enumerate() {
        text.push('\n');
        text.push_str(&star(lab, at, switch));
    }
    let cables = cables(lab);
    if !cables.is_empty() {
        text.push('\n');
        text.push_str(&aligned(&cables));
    }
    let unplugged = lab.hosts().iter().filter(|host| host.interfaces.is_empty());
    for host in unplugged {
        text.push_str(&format!(
            "\n{}{}, without a cable\n",
            host.name,
            mark(lab, host)
        ));
    }
    let roles: Vec<String> = lab.hosts().iter().filter_map(role).collect();
    if !roles.is_empty() {
        text.push('\n');
        text.push_str(&roles.concat());
    }
    text.push_str(&format!("\n* you are on {}", lab.here().name));
    text
}

/// A switch, and a branch for each port.
fn star(lab: &Lab, number: usize, switch: &Switch) -> String {
    let topology = lab.topology();
    let plugged = topology.ports().filter(|&(index, plug)| {
        topology.switch(&topology.nodes[index].plugs[plug].to) == Some(number)
    });
    let rows: Vec<Vec<String>> = plugged
        .map(|(index, plug)| {
            let host = &lab.hosts()[index];
            let quality = topology.quality(index, plug).words();
            let mut row = port(lab, host, plug);
            row.push(quality);
            row
        })
        .collect();
    let kind = if switch.hub { "hub" } else { "switch" };
    let name = format!("{} ({kind})", switch.name);
    let drawn = aligned(&rows);
    let last = rows.len().saturating_sub(1);
    let branches = drawn.lines().enumerate().map(|(at, line)| {
        let branch = match (at, last) {
            (0, 0) => "───",
            (0, _) => "─┬─",
            (at, last) if at == last => " └─",
            _ => " ├─",
        };
        let name = if at == 0 { name.as_str() } else { "" };
        format!("{name:<18}{branch} {line}\n")
    });
    match rows.is_empty() {
        true => format!("{name}\n"),
        false => branches.collect(),
    }
}

/// The cables between two machines: both ends, and what is between them.
fn cables(lab: &Lab) -> Vec<Vec<String>> {
    let topology = lab.topology();
    let mut rows = Vec::new();
    for (index, node) in topology.nodes.iter().enumerate() {
        for plug in 0..node.plugs.len() {
            let Some((other, far)) = topology.far_plug(index, plug) else {
                continue;
            };
            if (index, plug) < (other, far) {
                let mut row = port(lab, &lab.hosts()[index], plug);
                row.push("───".to_owned());
                row.extend(port(lab, &lab.hosts()[other], far));
                row.push(topology.quality(index, plug).words());
                rows.push(row);
            }
        }
    }
    rows
}

/// Name, interface, addresses.
fn port(lab: &Lab, host: &Host, plug: usize) -> Vec<String> {
    let interface = &host.interfaces[plug];
    let addresses: Vec<String> = interface
        .addresses
        .iter()
        .map(ToString::to_string)
        .collect();
    let mut addresses = addresses.join(" ");
    if host.node.plugs[plug].nat {
        addresses.push_str(" NAT");
    }
    vec![
        format!("{}{}", host.name, mark(lab, host)),
        interface.name.clone(),
        addresses,
    ]
}

fn mark(lab: &Lab, host: &Host) -> &'static str {
    if host.name == lab.here().name {
        "*"
    } else {
        ""
    }
}

/// What a host is and does besides being there.
fn role(host: &Host) -> Option<String> {
    let node = &host.node;
    let mut words = Vec::new();
    if node.forwards {
        words.push("router".to_owned());
    }
    if node.uplink {
        words.push("what it does not know leaves for nowhere".to_owned());
    }
    let services = node.services.iter();
    words.extend(services.map(|service| format!("{} on port {}", service.kind(), service.port())));
    words.extend(node.firewall.iter().map(ToString::to_string));
    (!words.is_empty()).then(|| format!("{}: {}\n", host.name, words.join(", ")))
}

/// The tables of the switches.
pub fn tables(lab: &Lab) -> Result<String> {
    let mut learned = lab.learned()?;
    learned.sort_by_key(|(switch, learned, ..)| (*switch, learned.port, learned.mac));
    let mut rows = vec![
        ["Switch", "MAC", "Port", "Heard"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (switch, learned, host, interface) in learned {
        let mac: Vec<String> = learned
            .mac
            .iter()
            .map(|octet| format!("{octet:02x}"))
            .collect();
        rows.push(vec![
            lab.topology().switches[switch].name.clone(),
            mac.join(":"),
            format!("{} {}", host.name, interface.name),
            format!("{:.0} s ago", learned.ago.as_secs_f64()),
        ]);
    }
    if rows.len() == 1 {
        return Ok("no switch has learned anything yet\n".to_owned());
    }
    Ok(aligned(&rows))
}

/// Columns of one width each.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let length = |text: &String| text.chars().count();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column).map(length))
            .max()
    };
    let widths: Vec<usize> = (0..columns)
        .map(|column| width(column).unwrap_or(0))
        .collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
