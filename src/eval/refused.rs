//! Modules that scripts import and that are not here: what to use instead.

const REFUSED: &[(&str, &str)] = &[
    (
        "ctypes",
        "there is no C to call; struct packs and unpacks octets",
    ),
    (
        "ftplib",
        "FTP is not spoken here; use socket, or run curl with subprocess",
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
        "urllib.request fetches pages without TLS; curl in subprocess does with it",
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
        "cProfile",
        "time.perf_counter() before and after tells how long a part takes",
    ),
    (
        "code",
        "start pkt without a script for a prompt, or with -i to have one after the script",
    ),
    ("cmd", "read lines with input() and split them with shlex"),
    (
        "curses",
        "the screen is not drawn on here; print() writes lines",
    ),
    (
        "email",
        "mail is not read here; a message is text, which split() and re take apart",
    ),
    ("imaplib", "mail is not read here; write to a socket"),
    (
        "mmap",
        "files are not mapped here; read() gives their octets",
    ),
    (
        "pdb",
        "there is no debugger here; print() values, or start pkt -i to look around after the script",
    ),
    ("poplib", "mail is not read here; write to a socket"),
    (
        "profile",
        "time.perf_counter() before and after tells how long a part takes",
    ),
    (
        "readline",
        "the prompt edits lines by itself, and input() reads one",
    ),
    (
        "sqlite3",
        "there is no database here; write CSV or JSON, or run sqlite3 with subprocess",
    ),
    (
        "syslog",
        "logging.handlers.SysLogHandler writes to the system's log",
    ),
    (
        "tarfile",
        "archives are not read here; run tar with subprocess",
    ),
    (
        "termios",
        "the terminal's modes are not changed here; input() and getpass.getpass() read a line",
    ),
    (
        "tty",
        "the terminal's modes are not changed here; input() and getpass.getpass() read a line",
    ),
    (
        "unittest",
        "tests are run by python3 -m unittest; here assert says what must hold",
    ),
    (
        "xml",
        "XML is not parsed here; re finds parts of text, json and csv are there",
    ),
    (
        "zipfile",
        "archives are not read here; run unzip with subprocess",
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
