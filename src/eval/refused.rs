//! Modules that scripts import and that are not here: what to use instead.

const REFUSED: [(&str, &str); 20] = [
    (
        "BaseHTTPServer",
        "serve with socket, or run python3 -m http.server with subprocess",
    ),
    (
        "ctypes",
        "there is no C to call; struct packs and unpacks octets",
    ),
    (
        "ftplib",
        "FTP is not spoken here; use socket, or run curl with subprocess",
    ),
    (
        "http.client",
        "pages are not fetched here; run curl with subprocess, or write to a socket",
    ),
    (
        "http.server",
        "serve with socket, or run python3 -m http.server with subprocess",
    ),
    (
        "httplib",
        "pages are not fetched here; run curl with subprocess, or write to a socket",
    ),
    (
        "matplotlib",
        "nothing is drawn here; print a table, or write a CSV file for another program",
    ),
    (
        "matplotlib.pyplot",
        "nothing is drawn here; print a table, or write a CSV file for another program",
    ),
    (
        "netfilterqueue",
        "the kernel's queues are not read here; sniff() and send() do it in user space",
    ),
    (
        "nfqueue",
        "the kernel's queues are not read here; sniff() and send() do it in user space",
    ),
    (
        "numpy",
        "numbers in bulk are not for this language; lists and the module math do for labs",
    ),
    (
        "paramiko",
        "SSH is not spoken here; run ssh with subprocess",
    ),
    (
        "requests",
        "pages are not fetched here; run curl with subprocess, or write to a socket",
    ),
    ("smtplib", "mail is not sent here; write to a socket"),
    (
        "ssl",
        "TLS is not spoken here; run openssl s_client with subprocess",
    ),
    ("telnetlib", "write to a socket"),
    (
        "tkinter",
        "there are no windows here; print() and input() talk to the person",
    ),
    (
        "Tkinter",
        "there are no windows here; print() and input() talk to the person",
    ),
    (
        "urllib.request",
        "pages are not fetched here; run curl with subprocess, or write to a socket",
    ),
    (
        "urllib2",
        "pages are not fetched here; run curl with subprocess, or write to a socket",
    ),
];

/// Why there is no such module, if that is known.
pub fn reason(module: &str) -> Option<&'static str> {
    let known = |name: &str| REFUSED.iter().find(|(refused, _)| *refused == name);
    let package = module.split('.').next().unwrap_or(module);
    known(module)
        .or_else(|| known(package))
        .map(|(_, why)| *why)
}
