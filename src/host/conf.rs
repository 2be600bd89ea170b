//! The settings that a script reads and writes as `conf.NAME`.

/// Scapy's settings as far as they change what this program does; anything else that a script
/// sets on `conf` is kept by the script's own object.
#[derive(Clone, Debug)]
pub struct Conf {
    /// How talkative the sending functions are: 0 silent to 4.
    pub verb: i64,
    /// The interface to use where none is given; `None` asks the routes.
    pub iface: Option<String>,
    /// Whether an answer must come from the address that was asked.
    pub check_ip_addr: bool,
    /// Whether the identification of a quoted datagram must match.
    pub check_ip_id: bool,
    /// Whether the source of a quoted datagram must match.
    pub check_ip_src: bool,
    pub check_ip_in_ip: bool,
    pub check_tcp_error_seq_ack: bool,
    /// Whether `sniff` sees what is meant for others.
    pub sniff_promisc: bool,
    /// Whether the kernel is kept from answering for ports that scripts use.
    pub hold: bool,
    /// Whether what is longer than the MTU is sent in fragments.
    pub auto_fragment: bool,
    /// Whether callbacks and questions spin for the next frame and do not sleep: it costs a
    /// processor and saves the time to wake up.
    pub busy_poll: bool,
    /// Whether layer 3 goes through a raw socket (`conf.L3socket = L3RawSocket`).
    pub l3_raw: bool,
    /// Octets of the receive buffer.
    pub bufsize: i64,
    pub prompt: String,
}

impl Default for Conf {
    fn default() -> Self {
        Conf {
            verb: 2,
            iface: None,
            check_ip_addr: true,
            check_ip_id: false,
            check_ip_src: true,
            check_ip_in_ip: true,
            check_tcp_error_seq_ack: false,
            sniff_promisc: true,
            hold: true,
            auto_fragment: true,
            busy_poll: false,
            l3_raw: false,
            bufsize: 65536,
            prompt: ">>> ".to_owned(),
        }
    }
}
