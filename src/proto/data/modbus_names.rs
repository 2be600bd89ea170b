//! Numbers of Modbus and their names.

use crate::proto::names::Names;

pub static EXCEPT_CODE_NAMES: Names = Names::pairs(&[
    (1, "Illegal Function Code"),
    (2, "Illegal Data Address"),
    (3, "Illegal Data Value"),
    (4, "Server Device Failure"),
    (5, "Acknowledge"),
    (6, "Server Device Busy"),
    (8, "Memory Parity Error"),
    (10, "Gateway Path Unavailable"),
    (11, "Gateway Target Device Failed to Respond"),
]);
pub static SUB_FUNC_NAMES: Names = Names::pairs(&[
    (0, "Return Query Data"),
    (1, "Restart Communications Option"),
    (2, "Return Diagnostic Register"),
    (3, "Change ASCII Input Delimiter"),
    (4, "Force Listen Only Mode"),
    (10, "Clear Counters and Diagnostic Register"),
    (11, "Return Bus Message Count"),
    (12, "Return Bus Communication Error Count"),
    (13, "Return Bus Exception Error Count"),
    (14, "Return Slave Message Count"),
    (15, "Return Slave No Response Count"),
    (16, "Return Slave NAK Count"),
    (17, "Return Slave Busy Count"),
    (18, "Return Bus Character Overrun Count"),
    (20, "Clear Overrun Counter and Flag"),
]);
pub static READ_CODE_NAMES: Names = Names::pairs(&[
    (1, "Basic"),
    (2, "Regular"),
    (3, "Extended"),
    (4, "Specific"),
]);
pub static OBJECT_ID_NAMES: Names = Names::pairs(&[
    (0, "VendorName"),
    (1, "ProductCode"),
    (2, "MajorMinorRevision"),
    (3, "VendorUrl"),
    (4, "ProductName"),
    (5, "ModelName"),
    (6, "UserApplicationName"),
]);
pub static CONFORMITY_LEVEL_NAMES: Names = Names::pairs(&[
    (1, "Basic Identification (stream only)"),
    (2, "Regular Identification (stream only)"),
    (3, "Extended Identification (stream only)"),
    (129, "Basic Identification (stream and individual access)"),
    (130, "Regular Identification (stream and individual access)"),
    (
        131,
        "Extended Identification (stream and individual access)",
    ),
]);
pub static MORE_NAMES: Names = Names::pairs(&[(0, "No"), (1, "Yes")]);
pub static RESERVED_REQUEST_CODES: Names = Names::pairs(&[
    (9, "0x09 Unknown Reserved Request"),
    (10, "0x0a Unknown Reserved Request"),
    (13, "0x0d Unknown Reserved Request"),
    (14, "0x0e Unknown Reserved Request"),
    (41, "0x29 Unknown Reserved Request"),
    (42, "0x2a Unknown Reserved Request"),
    (90, "Specific Schneider Electric Request"),
    (91, "0x5b Unknown Reserved Request"),
    (125, "0x7d Unknown Reserved Request"),
    (126, "0x7e Unknown Reserved Request"),
    (127, "0x7f Unknown Reserved Request"),
]);
pub static RESERVED_RESPONSE_CODES: Names = Names::pairs(&[
    (9, "0x09 Unknown Reserved Response"),
    (10, "0x0a Unknown Reserved Response"),
    (13, "0x0d Unknown Reserved Response"),
    (14, "0x0e Unknown Reserved Response"),
    (41, "0x29 Unknown Reserved Response"),
    (42, "0x2a Unknown Reserved Response"),
    (90, "Specific Schneider Electric Response"),
    (91, "0x5b Unknown Reserved Response"),
    (125, "0x7d Unknown Reserved Response"),
    (126, "0x7e Unknown Reserved Response"),
    (127, "0x7f Unknown Reserved Response"),
]);
pub static RESERVED_ERROR_CODES: Names = Names::pairs(&[
    (137, "0x89 Unknown Reserved Error"),
    (138, "0x8a Unknown Reserved Error"),
    (141, "0x8d Unknown Reserved Error"),
    (142, "0x8e Unknown Reserved Error"),
    (169, "0x88 Unknown Reserved Error"),
    (170, "0x88 Unknown Reserved Error"),
    (218, "Specific Schneider Electric Error"),
    (219, "0xdb Unknown Reserved Error"),
    (220, "0xdc Unknown Reserved Error"),
    (253, "0xfd Unknown Reserved Error"),
    (254, "0xfe Unknown Reserved Error"),
    (255, "0xff Unknown Reserved Error"),
]);
