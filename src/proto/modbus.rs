//! Modbus over TCP. MODBUS Application Protocol Specification V1.1b3; MODBUS Messaging on TCP/IP
//! Implementation Guide V1.0b.

use super::binding::{Binding, bind};
use super::data::modbus_names::{
    CONFORMITY_LEVEL_NAMES, EXCEPT_CODE_NAMES, MORE_NAMES, OBJECT_ID_NAMES, READ_CODE_NAMES,
    RESERVED_ERROR_CODES, RESERVED_REQUEST_CODES, RESERVED_RESPONSE_CODES, SUB_FUNC_NAMES,
};
use super::field::{Adjust, Auto, Field, Length, Preset, When, bits, list, octets, u8, u16};
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP;
use super::{Around, Guess, PayloadLen, Proto};
use crate::when;

const fn function(code: i64) -> Field {
    u8("funcCode").hex().default(code)
}

/// What says that a request cannot be answered. Section 7 of the specification.
const fn exception(function_code: i64) -> [Field; 2] {
    [function(function_code), exception_code("exceptCode")]
}

const fn exception_code(name: &'static str) -> Field {
    u8(name).names(&EXCEPT_CODE_NAMES).default(1)
}

/// The octets of a list whose elements have so many.
const fn byte_count(of: &'static str, octets: i64) -> Field {
    bits("byteCount", 8)
        .preset(Preset::None)
        .auto(Auto::CountOf(of, Adjust::times(octets)))
}

pub static PDU01_READ_COILS_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU01ReadCoilsRequest",
        "Read Coils Request",
        &[
            function(0x1),
            u16("startAddr").hex(),
            u16("quantity").hex().default(0x1),
        ],
    )
};

pub static PDU01_READ_COILS_RESPONSE: Proto = Proto::new(
    "ModbusPDU01ReadCoilsResponse",
    "Read Coils Response",
    &[
        function(0x1),
        byte_count("coilStatus", 1),
        list("coilStatus", &OCTET)
            .count_from("byteCount")
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU01_READ_COILS_ERROR: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU01ReadCoilsError",
        "Read Coils Exception",
        &exception(0x81),
    )
};

pub static PDU02_READ_DISCRETE_INPUTS_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU02ReadDiscreteInputsRequest",
        "Read Discrete Inputs",
        &[
            function(0x2),
            u16("startAddr").hex(),
            u16("quantity").hex().default(0x1),
        ],
    )
};

pub static PDU02_READ_DISCRETE_INPUTS_RESPONSE: Proto = Proto::new(
    "ModbusPDU02ReadDiscreteInputsResponse",
    "Read Discrete Inputs Response",
    &[
        function(0x2),
        byte_count("inputStatus", 1),
        list("inputStatus", &OCTET)
            .count_from("byteCount")
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU02_READ_DISCRETE_INPUTS_ERROR: Proto = Proto::new(
    "ModbusPDU02ReadDiscreteInputsError",
    "Read Discrete Inputs Exception",
    &exception(0x82),
);

pub static PDU03_READ_HOLDING_REGISTERS_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU03ReadHoldingRegistersRequest",
        "Read Holding Registers",
        &[
            function(0x3),
            u16("startAddr").hex(),
            u16("quantity").hex().default(0x1),
        ],
    )
};

pub static PDU03_READ_HOLDING_REGISTERS_RESPONSE: Proto = Proto::new(
    "ModbusPDU03ReadHoldingRegistersResponse",
    "Read Holding Registers Response",
    &[
        function(0x3),
        byte_count("registerVal", 2),
        list("registerVal", &REGISTER)
            .length(Length::CountFn(registers))
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU03_READ_HOLDING_REGISTERS_ERROR: Proto = Proto::new(
    "ModbusPDU03ReadHoldingRegistersError",
    "Read Holding Registers Exception",
    &exception(0x83),
);

pub static PDU04_READ_INPUT_REGISTERS_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU04ReadInputRegistersRequest",
        "Read Input Registers",
        &[
            function(0x4),
            u16("startAddr").hex(),
            u16("quantity").hex().default(0x1),
        ],
    )
};

pub static PDU04_READ_INPUT_REGISTERS_RESPONSE: Proto = Proto::new(
    "ModbusPDU04ReadInputRegistersResponse",
    "Read Input Registers Response",
    &[
        function(0x4),
        byte_count("registerVal", 2),
        list("registerVal", &REGISTER)
            .length(Length::CountFn(registers))
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU04_READ_INPUT_REGISTERS_ERROR: Proto = Proto::new(
    "ModbusPDU04ReadInputRegistersError",
    "Read Input Registers Exception",
    &exception(0x84),
);

pub static PDU05_WRITE_SINGLE_COIL_REQUEST: Proto = Proto::new(
    "ModbusPDU05WriteSingleCoilRequest",
    "Write Single Coil",
    &[
        function(0x5),
        u16("outputAddr").hex(),
        u16("outputValue").hex(),
    ],
);

pub static PDU05_WRITE_SINGLE_COIL_RESPONSE: Proto = Proto::new(
    "ModbusPDU05WriteSingleCoilResponse",
    "Write Single Coil",
    &[
        function(0x5),
        u16("outputAddr").hex(),
        u16("outputValue").hex(),
    ],
);

pub static PDU05_WRITE_SINGLE_COIL_ERROR: Proto = Proto::new(
    "ModbusPDU05WriteSingleCoilError",
    "Write Single Coil Exception",
    &exception(0x85),
);

pub static PDU06_WRITE_SINGLE_REGISTER_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU06WriteSingleRegisterRequest",
        "Write Single Register",
        &[
            function(0x6),
            u16("registerAddr").hex(),
            u16("registerValue").hex(),
        ],
    )
};

pub static PDU06_WRITE_SINGLE_REGISTER_RESPONSE: Proto = Proto::new(
    "ModbusPDU06WriteSingleRegisterResponse",
    "Write Single Register Response",
    &[
        function(0x6),
        u16("registerAddr").hex(),
        u16("registerValue").hex(),
    ],
);

pub static PDU06_WRITE_SINGLE_REGISTER_ERROR: Proto = Proto::new(
    "ModbusPDU06WriteSingleRegisterError",
    "Write Single Register Exception",
    &exception(0x86),
);

pub static PDU07_READ_EXCEPTION_STATUS_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU07ReadExceptionStatusRequest",
        "Read Exception Status",
        &[function(0x7)],
    )
};

pub static PDU07_READ_EXCEPTION_STATUS_RESPONSE: Proto = Proto::new(
    "ModbusPDU07ReadExceptionStatusResponse",
    "Read Exception Status Response",
    &[function(0x7), u8("startAddr").hex()],
);

pub static PDU07_READ_EXCEPTION_STATUS_ERROR: Proto = Proto::new(
    "ModbusPDU07ReadExceptionStatusError",
    "Read Exception Status Exception",
    &exception(0x87),
);

pub static PDU08_DIAGNOSTICS_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU08DiagnosticsRequest",
        "Diagnostics",
        &[
            function(0x8),
            u16("subFunc").hex().names(&SUB_FUNC_NAMES),
            list("data", &REGISTER_HEX).preset(Preset::Ints(&[0])),
        ],
    )
};

pub static PDU08_DIAGNOSTICS_RESPONSE: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU08DiagnosticsResponse",
        "Diagnostics Response",
        &[
            function(0x8),
            u16("subFunc").hex().names(&SUB_FUNC_NAMES),
            list("data", &REGISTER_HEX).preset(Preset::Ints(&[0])),
        ],
    )
};

pub static PDU08_DIAGNOSTICS_ERROR: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU08DiagnosticsError",
        "Diagnostics Exception",
        &[function(0x88), exception_code("exceptionCode")],
    )
};

pub static PDU0_BGET_COMM_EVENT_COUNTER_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU0BGetCommEventCounterRequest",
        "Get Comm Event Counter",
        &[function(0xb)],
    )
};

pub static PDU0_BGET_COMM_EVENT_COUNTER_RESPONSE: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU0BGetCommEventCounterResponse",
        "Get Comm Event Counter Response",
        &[
            function(0xb),
            u16("status").hex(),
            u16("eventCount").hex().default(0xffff),
        ],
    )
};

pub static PDU0_BGET_COMM_EVENT_COUNTER_ERROR: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU0BGetCommEventCounterError",
        "Get Comm Event Counter Exception",
        &[function(0x8b), exception_code("exceptionCode")],
    )
};

pub static PDU0_CGET_COMM_EVENT_LOG_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU0CGetCommEventLogRequest",
        "Get Comm Event Log",
        &[function(0xc)],
    )
};

pub static PDU0_CGET_COMM_EVENT_LOG_RESPONSE: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU0CGetCommEventLogResponse",
        "Get Comm Event Log Response",
        &[
            function(0xc),
            u8("byteCount").default(8),
            u16("status").hex(),
            u16("eventCount").hex().default(0x108),
            u16("messageCount").hex().default(0x121),
            list("event", &OCTET_HEX).preset(Preset::Ints(&[32, 0])),
        ],
    )
};

pub static PDU0_CGET_COMM_EVENT_LOG_ERROR: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU0CGetCommEventLogError",
        "Get Comm Event Log Exception",
        &[function(0x8c), u8("exceptionCode").hex().default(0x1)],
    )
};

pub static PDU0_FWRITE_MULTIPLE_COILS_REQUEST: Proto = Proto::new(
    "ModbusPDU0FWriteMultipleCoilsRequest",
    "Write Multiple Coils",
    &[
        function(0xf),
        u16("startAddr").hex(),
        u16("quantityOutput").hex().default(0x1),
        byte_count("outputsValue", 1),
        list("outputsValue", &OCTET_HEX)
            .count_from("byteCount")
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU0_FWRITE_MULTIPLE_COILS_RESPONSE: Proto = Proto::new(
    "ModbusPDU0FWriteMultipleCoilsResponse",
    "Write Multiple Coils Response",
    &[
        function(0xf),
        u16("startAddr").hex(),
        u16("quantityOutput").hex().default(0x1),
    ],
);

pub static PDU0_FWRITE_MULTIPLE_COILS_ERROR: Proto = Proto::new(
    "ModbusPDU0FWriteMultipleCoilsError",
    "Write Multiple Coils Exception",
    &exception(0x8f),
);

pub static PDU10_WRITE_MULTIPLE_REGISTERS_REQUEST: Proto = Proto::new(
    "ModbusPDU10WriteMultipleRegistersRequest",
    "Write Multiple Registers",
    &[
        function(0x10),
        u16("startAddr").hex(),
        bits("quantityRegisters", 16)
            .preset(Preset::None)
            .auto(Auto::CountOf("outputsValue", Adjust::NONE)),
        byte_count("outputsValue", 2),
        list("outputsValue", &REGISTER_HEX)
            .length(Length::CountFn(registers))
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU10_WRITE_MULTIPLE_REGISTERS_RESPONSE: Proto = Proto::new(
    "ModbusPDU10WriteMultipleRegistersResponse",
    "Write Multiple Registers Response",
    &[
        function(0x10),
        u16("startAddr").hex(),
        u16("quantityRegisters").hex().default(0x1),
    ],
);

pub static PDU10_WRITE_MULTIPLE_REGISTERS_ERROR: Proto = Proto::new(
    "ModbusPDU10WriteMultipleRegistersError",
    "Write Multiple Registers Exception",
    &exception(0x90),
);

pub static PDU11_REPORT_SLAVE_ID_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    ..Proto::new(
        "ModbusPDU11ReportSlaveIdRequest",
        "Report Slave Id",
        &[function(0x11)],
    )
};

pub static PDU11_REPORT_SLAVE_ID_RESPONSE: Proto = Proto {
    example: r#"ModbusPDU11ReportSlaveIdResponse(byteCount=2, slaveId=b"ab")"#,
    ..Proto::new(
        "ModbusPDU11ReportSlaveIdResponse",
        "Report Slave Id Response",
        &[
            function(0x11),
            bits("byteCount", 8)
                .preset(Preset::None)
                .auto(Auto::LenOf("slaveId", Adjust::NONE)),
            octets("slaveId")
                .length_from("byteCount")
                .when(When::NotIn("byteCount", &[0])),
            u8("runIdicatorStatus")
                .hex()
                .when(When::NotIn("byteCount", &[0])),
        ],
    )
};

pub static PDU11_REPORT_SLAVE_ID_ERROR: Proto = Proto::new(
    "ModbusPDU11ReportSlaveIdError",
    "Report Slave Id Exception",
    &exception(0x91),
);

pub static READ_FILE_SUB_REQUEST: Proto = Proto {
    guess: Some(|_, _| Guess::Proto(&READ_FILE_SUB_REQUEST)),
    ..Proto::new(
        "ModbusReadFileSubRequest",
        "Sub-request of Read File Record",
        &[
            u8("refType").default(6),
            u16("fileNumber").default(1),
            u16("recordNumber"),
            u16("recordLength").default(1),
        ],
    )
};

pub static PDU14_READ_FILE_RECORD_REQUEST: Proto = Proto {
    guess: Some(|own, _| after(own, "byteCount", &READ_FILE_SUB_REQUEST)),
    ..Proto::new(
        "ModbusPDU14ReadFileRecordRequest",
        "Read File Record",
        &[
            function(0x14),
            u8("byteCount")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .class("ByteField"),
        ],
    )
};

pub static READ_FILE_SUB_RESPONSE: Proto = Proto {
    guess: Some(|_, _| Guess::Proto(&READ_FILE_SUB_RESPONSE)),
    ..Proto::new(
        "ModbusReadFileSubResponse",
        "Sub-response",
        &[
            bits("respLength", 8)
                .preset(Preset::None)
                .auto(Auto::CountOf(
                    "recData",
                    Adjust {
                        times: 2,
                        plus: 1,
                        ..Adjust::NONE
                    },
                )),
            u8("refType").default(6),
            list("recData", &REGISTER_HEX)
                .length(Length::CountFn(record_registers))
                .preset(Preset::Ints(&[0])),
        ],
    )
};

pub static PDU14_READ_FILE_RECORD_RESPONSE: Proto = Proto {
    guess: Some(|own, _| after(own, "dataLength", &READ_FILE_SUB_RESPONSE)),
    ..Proto::new(
        "ModbusPDU14ReadFileRecordResponse",
        "Read File Record Response",
        &[
            function(0x14),
            u8("dataLength")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .class("ByteField"),
        ],
    )
};

pub static PDU14_READ_FILE_RECORD_ERROR: Proto = Proto::new(
    "ModbusPDU14ReadFileRecordError",
    "Read File Record Exception",
    &exception(0x94),
);

pub static WRITE_FILE_SUB_REQUEST: Proto = Proto {
    guess: Some(|_, _| Guess::Proto(&WRITE_FILE_SUB_REQUEST)),
    ..Proto::new(
        "ModbusWriteFileSubRequest",
        "Sub request of Write File Record",
        &[
            u8("refType").default(6),
            u16("fileNumber").default(1),
            u16("recordNumber"),
            bits("recordLength", 16)
                .preset(Preset::None)
                .auto(Auto::LenOf(
                    "recordData",
                    Adjust {
                        divide: 2,
                        ..Adjust::NONE
                    },
                )),
            list("recordData", &REGISTER)
                .length(Length::FromFn(record_octets))
                .preset(Preset::Ints(&[0])),
        ],
    )
};

pub static PDU15_WRITE_FILE_RECORD_REQUEST: Proto = Proto {
    guess: Some(|own, _| after(own, "dataLength", &WRITE_FILE_SUB_REQUEST)),
    ..Proto::new(
        "ModbusPDU15WriteFileRecordRequest",
        "Write File Record",
        &[
            function(0x15),
            u8("dataLength")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .class("ByteField"),
        ],
    )
};

pub static WRITE_FILE_SUB_RESPONSE: Proto = Proto {
    parent: Some(&WRITE_FILE_SUB_REQUEST),
    guess: Some(|_, _| Guess::Proto(&WRITE_FILE_SUB_RESPONSE)),
    ..Proto::new(
        "ModbusWriteFileSubResponse",
        "Sub response of Write File Record",
        &[
            u8("refType").default(6),
            u16("fileNumber").default(1),
            u16("recordNumber"),
            bits("recordLength", 16)
                .preset(Preset::None)
                .auto(Auto::LenOf(
                    "recordData",
                    Adjust {
                        divide: 2,
                        ..Adjust::NONE
                    },
                )),
            list("recordData", &REGISTER)
                .length(Length::FromFn(record_octets))
                .preset(Preset::Ints(&[0])),
        ],
    )
};

pub static PDU15_WRITE_FILE_RECORD_RESPONSE: Proto = Proto {
    parent: Some(&PDU15_WRITE_FILE_RECORD_REQUEST),
    guess: Some(|own, _| after(own, "dataLength", &WRITE_FILE_SUB_RESPONSE)),
    ..Proto::new(
        "ModbusPDU15WriteFileRecordResponse",
        "Write File Record Response",
        &[
            function(0x15),
            u8("dataLength")
                .preset(Preset::None)
                .auto(Auto::PayloadLen)
                .class("ByteField"),
        ],
    )
};

pub static PDU15_WRITE_FILE_RECORD_ERROR: Proto = Proto::new(
    "ModbusPDU15WriteFileRecordError",
    "Write File Record Exception",
    &exception(0x95),
);

pub static PDU16_MASK_WRITE_REGISTER_REQUEST: Proto = Proto::new(
    "ModbusPDU16MaskWriteRegisterRequest",
    "Mask Write Register",
    &[
        function(0x16),
        u16("refAddr").hex(),
        u16("andMask").hex().default(0xffff),
        u16("orMask").hex(),
    ],
);

pub static PDU16_MASK_WRITE_REGISTER_RESPONSE: Proto = Proto::new(
    "ModbusPDU16MaskWriteRegisterResponse",
    "Mask Write Register Response",
    &[
        function(0x16),
        u16("refAddr").hex(),
        u16("andMask").hex().default(0xffff),
        u16("orMask").hex(),
    ],
);

pub static PDU16_MASK_WRITE_REGISTER_ERROR: Proto = Proto::new(
    "ModbusPDU16MaskWriteRegisterError",
    "Mask Write Register Exception",
    &exception(0x96),
);

pub static PDU17_READ_WRITE_MULTIPLE_REGISTERS_REQUEST: Proto = Proto::new(
    "ModbusPDU17ReadWriteMultipleRegistersRequest",
    "Read Write Multiple Registers",
    &[
        function(0x17),
        u16("readStartingAddr").hex(),
        u16("readQuantityRegisters").hex().default(0x1),
        u16("writeStartingAddr").hex(),
        bits("writeQuantityRegisters", 16)
            .preset(Preset::None)
            .auto(Auto::CountOf("writeRegistersValue", Adjust::NONE)),
        byte_count("writeRegistersValue", 2),
        list("writeRegistersValue", &REGISTER_HEX)
            .length(Length::CountFn(registers))
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU17_READ_WRITE_MULTIPLE_REGISTERS_RESPONSE: Proto = Proto::new(
    "ModbusPDU17ReadWriteMultipleRegistersResponse",
    "Read Write Multiple Registers Response",
    &[
        function(0x17),
        byte_count("registerVal", 2),
        list("registerVal", &REGISTER)
            .length(Length::CountFn(registers))
            .preset(Preset::Ints(&[0])),
    ],
);

pub static PDU17_READ_WRITE_MULTIPLE_REGISTERS_ERROR: Proto = Proto::new(
    "ModbusPDU17ReadWriteMultipleRegistersError",
    "Read Write Multiple Exception",
    &exception(0x97),
);

pub static PDU18_READ_FIFOQUEUE_REQUEST: Proto = Proto::new(
    "ModbusPDU18ReadFIFOQueueRequest",
    "Read FIFO Queue",
    &[function(0x18), u16("FIFOPointerAddr").hex()],
);

pub static PDU18_READ_FIFOQUEUE_RESPONSE: Proto = Proto::new(
    "ModbusPDU18ReadFIFOQueueResponse",
    "Read FIFO Queue Response",
    &[
        function(0x18),
        bits("byteCount", 16)
            .preset(Preset::None)
            .auto(Auto::CountOf(
                "FIFOVal",
                Adjust {
                    times: 2,
                    plus: 2,
                    ..Adjust::NONE
                },
            )),
        bits("FIFOCount", 16)
            .preset(Preset::None)
            .auto(Auto::CountOf("FIFOVal", Adjust::NONE)),
        list("FIFOVal", &{
            static ELEMENT: Field = u16("");
            ELEMENT
        })
        .count_from("FIFOCount"),
    ],
);

pub static PDU18_READ_FIFOQUEUE_ERROR: Proto = Proto::new(
    "ModbusPDU18ReadFIFOQueueError",
    "Read FIFO Queue Exception",
    &exception(0x98),
);

pub static PDU2_B0_EREAD_DEVICE_IDENTIFICATION_REQUEST: Proto = Proto::new(
    "ModbusPDU2B0EReadDeviceIdentificationRequest",
    "Read Device Identification",
    &[
        function(0x2b),
        u8("MEIType").hex().default(0xe),
        u8("readCode").names(&READ_CODE_NAMES).default(1),
        u8("objectId").names(&OBJECT_ID_NAMES),
    ],
);

pub static PDU2_B0_EREAD_DEVICE_IDENTIFICATION_RESPONSE: Proto = Proto {
    guess: Some(|own, _| after(own, "objCount", &OBJECT_ID)),
    ..Proto::new(
        "ModbusPDU2B0EReadDeviceIdentificationResponse",
        "Read Device Identification",
        &[
            function(0x2b),
            u8("MEIType").hex().default(0xe),
            u8("readCode").names(&READ_CODE_NAMES).default(4),
            u8("conformityLevel")
                .names(&CONFORMITY_LEVEL_NAMES)
                .default(1),
            u8("more").names(&MORE_NAMES),
            u8("nextObjId").names(&OBJECT_ID_NAMES),
            u8("objCount"),
        ],
    )
};

pub static PDU2_B0_EREAD_DEVICE_IDENTIFICATION_ERROR: Proto = Proto::new(
    "ModbusPDU2B0EReadDeviceIdentificationError",
    "Read Exception Status Exception",
    &exception(0xab),
);

pub static PDU_RESERVED_FUNCTION_CODE_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    summary: "Modbus Reserved Request %funcCode%",
    ..Proto::new(
        "ModbusPDUReservedFunctionCodeRequest",
        "Reserved Function Code Request",
        &[
            u8("funcCode").names(&RESERVED_REQUEST_CODES),
            octets("mb_payload").fixed().length(Length::Octets(255)),
        ],
    )
};

pub static PDU_RESERVED_FUNCTION_CODE_RESPONSE: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    summary: "Modbus Reserved Response %funcCode%",
    ..Proto::new(
        "ModbusPDUReservedFunctionCodeResponse",
        "Reserved Function Code Response",
        &[
            u8("funcCode").names(&RESERVED_RESPONSE_CODES),
            octets("mb_payload").fixed().length(Length::Octets(255)),
        ],
    )
};

pub static PDU_RESERVED_FUNCTION_CODE_ERROR: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    summary: "Modbus Reserved Error %funcCode%",
    ..Proto::new(
        "ModbusPDUReservedFunctionCodeError",
        "Reserved Function Code Error",
        &[
            u8("funcCode").names(&RESERVED_ERROR_CODES),
            octets("mb_payload").fixed().length(Length::Octets(255)),
        ],
    )
};

pub static PDU_USER_DEFINED_FUNCTION_CODE_REQUEST: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    summary: "Modbus User-Defined Request %funcCode%",
    ..Proto::new(
        "ModbusPDUUserDefinedFunctionCodeRequest",
        "User-Defined Function Code Request",
        &[
            u8("funcCode")
                .names(&USER_REQUESTS)
                .class("ModbusByteEnumField")
                .remark(user_request),
            octets("mb_payload").fixed().length(Length::Octets(255)),
        ],
    )
};

pub static PDU_USER_DEFINED_FUNCTION_CODE_RESPONSE: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    summary: "Modbus User-Defined Response %funcCode%",
    ..Proto::new(
        "ModbusPDUUserDefinedFunctionCodeResponse",
        "User-Defined Function Code Response",
        &[
            u8("funcCode")
                .names(&USER_RESPONSES)
                .class("ModbusByteEnumField")
                .remark(user_response),
            octets("mb_payload").fixed().length(Length::Octets(255)),
        ],
    )
};

pub static PDU_USER_DEFINED_FUNCTION_CODE_ERROR: Proto = Proto {
    payload_len: PayloadLen::Dropped,
    summary: "Modbus User-Defined Error %funcCode%",
    ..Proto::new(
        "ModbusPDUUserDefinedFunctionCodeError",
        "User-Defined Function Code Error",
        &[
            u8("funcCode")
                .names(&USER_ERRORS)
                .class("ModbusByteEnumField")
                .remark(user_error),
            octets("mb_payload").fixed().length(Length::Octets(255)),
        ],
    )
};

pub static OBJECT_ID: Proto = Proto {
    guess: Some(|_, _| Guess::Proto(&OBJECT_ID)),
    ..Proto::new(
        "ModbusObjectId",
        "Object",
        &[
            u8("id").names(&OBJECT_ID_NAMES),
            bits("length", 8)
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            octets("value").length_from("length"),
        ],
    )
};

pub static ADUREQUEST: Proto = Proto {
    guess: Some(request),
    ..Proto::new(
        "ModbusADURequest",
        "ModbusADU",
        &[
            u16("transId").hex(),
            u16("protoId").hex(),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::PayloadLenBy(Adjust::plus(1)))
                .class("ShortField"),
            u8("unitId").hex().default(0xff),
        ],
    )
};

pub static ADURESPONSE: Proto = Proto {
    guess: Some(response),
    ..Proto::new(
        "ModbusADUResponse",
        "ModbusADU",
        &[
            u16("transId").hex(),
            u16("protoId").hex(),
            u16("len")
                .preset(Preset::None)
                .auto(Auto::PayloadLenBy(Adjust::plus(1)))
                .class("ShortField"),
            u8("unitId").hex().default(0xff),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.modbus",
    source: "MODBUS Application Protocol Specification V1.1b3",
    protocols: &[
        &PDU01_READ_COILS_REQUEST,
        &PDU01_READ_COILS_RESPONSE,
        &PDU01_READ_COILS_ERROR,
        &PDU02_READ_DISCRETE_INPUTS_REQUEST,
        &PDU02_READ_DISCRETE_INPUTS_RESPONSE,
        &PDU02_READ_DISCRETE_INPUTS_ERROR,
        &PDU03_READ_HOLDING_REGISTERS_REQUEST,
        &PDU03_READ_HOLDING_REGISTERS_RESPONSE,
        &PDU03_READ_HOLDING_REGISTERS_ERROR,
        &PDU04_READ_INPUT_REGISTERS_REQUEST,
        &PDU04_READ_INPUT_REGISTERS_RESPONSE,
        &PDU04_READ_INPUT_REGISTERS_ERROR,
        &PDU05_WRITE_SINGLE_COIL_REQUEST,
        &PDU05_WRITE_SINGLE_COIL_RESPONSE,
        &PDU05_WRITE_SINGLE_COIL_ERROR,
        &PDU06_WRITE_SINGLE_REGISTER_REQUEST,
        &PDU06_WRITE_SINGLE_REGISTER_RESPONSE,
        &PDU06_WRITE_SINGLE_REGISTER_ERROR,
        &PDU07_READ_EXCEPTION_STATUS_REQUEST,
        &PDU07_READ_EXCEPTION_STATUS_RESPONSE,
        &PDU07_READ_EXCEPTION_STATUS_ERROR,
        &PDU08_DIAGNOSTICS_REQUEST,
        &PDU08_DIAGNOSTICS_RESPONSE,
        &PDU08_DIAGNOSTICS_ERROR,
        &PDU0_BGET_COMM_EVENT_COUNTER_REQUEST,
        &PDU0_BGET_COMM_EVENT_COUNTER_RESPONSE,
        &PDU0_BGET_COMM_EVENT_COUNTER_ERROR,
        &PDU0_CGET_COMM_EVENT_LOG_REQUEST,
        &PDU0_CGET_COMM_EVENT_LOG_RESPONSE,
        &PDU0_CGET_COMM_EVENT_LOG_ERROR,
        &PDU0_FWRITE_MULTIPLE_COILS_REQUEST,
        &PDU0_FWRITE_MULTIPLE_COILS_RESPONSE,
        &PDU0_FWRITE_MULTIPLE_COILS_ERROR,
        &PDU10_WRITE_MULTIPLE_REGISTERS_REQUEST,
        &PDU10_WRITE_MULTIPLE_REGISTERS_RESPONSE,
        &PDU10_WRITE_MULTIPLE_REGISTERS_ERROR,
        &PDU11_REPORT_SLAVE_ID_REQUEST,
        &PDU11_REPORT_SLAVE_ID_RESPONSE,
        &PDU11_REPORT_SLAVE_ID_ERROR,
        &READ_FILE_SUB_REQUEST,
        &PDU14_READ_FILE_RECORD_REQUEST,
        &READ_FILE_SUB_RESPONSE,
        &PDU14_READ_FILE_RECORD_RESPONSE,
        &PDU14_READ_FILE_RECORD_ERROR,
        &WRITE_FILE_SUB_REQUEST,
        &PDU15_WRITE_FILE_RECORD_REQUEST,
        &WRITE_FILE_SUB_RESPONSE,
        &PDU15_WRITE_FILE_RECORD_RESPONSE,
        &PDU15_WRITE_FILE_RECORD_ERROR,
        &PDU16_MASK_WRITE_REGISTER_REQUEST,
        &PDU16_MASK_WRITE_REGISTER_RESPONSE,
        &PDU16_MASK_WRITE_REGISTER_ERROR,
        &PDU17_READ_WRITE_MULTIPLE_REGISTERS_REQUEST,
        &PDU17_READ_WRITE_MULTIPLE_REGISTERS_RESPONSE,
        &PDU17_READ_WRITE_MULTIPLE_REGISTERS_ERROR,
        &PDU18_READ_FIFOQUEUE_REQUEST,
        &PDU18_READ_FIFOQUEUE_RESPONSE,
        &PDU18_READ_FIFOQUEUE_ERROR,
        &PDU2_B0_EREAD_DEVICE_IDENTIFICATION_REQUEST,
        &PDU2_B0_EREAD_DEVICE_IDENTIFICATION_RESPONSE,
        &PDU2_B0_EREAD_DEVICE_IDENTIFICATION_ERROR,
        &PDU_RESERVED_FUNCTION_CODE_REQUEST,
        &PDU_RESERVED_FUNCTION_CODE_RESPONSE,
        &PDU_RESERVED_FUNCTION_CODE_ERROR,
        &PDU_USER_DEFINED_FUNCTION_CODE_REQUEST,
        &PDU_USER_DEFINED_FUNCTION_CODE_RESPONSE,
        &PDU_USER_DEFINED_FUNCTION_CODE_ERROR,
        &OBJECT_ID,
        &ADUREQUEST,
        &ADURESPONSE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&TCP, &ADUREQUEST, when!(dport = 502)),
    bind(&TCP, &ADURESPONSE, when!(sport = 502)),
];

static OCTET: Field = u8("");
static OCTET_HEX: Field = u8("").hex();
static REGISTER: Field = u16("");
static REGISTER_HEX: Field = u16("").hex();

/// A function without a name says so.
fn unnamed(text: &str, whose: &str) -> String {
    match text.bytes().all(|octet| octet.is_ascii_digit()) {
        true => format!("Unknown user-defined {whose} function Code"),
        false => text.to_owned(),
    }
}

fn user_request(_: &dyn Around, text: &str) -> String {
    unnamed(text, "request")
}

fn user_response(_: &dyn Around, text: &str) -> String {
    unnamed(text, "response")
}

fn user_error(_: &dyn Around, text: &str) -> String {
    unnamed(text, "error")
}

/// Two octets each.
fn registers(own: &dyn Around) -> i64 {
    own.int("byteCount").unwrap_or(0).div_euclid(2)
}

fn record_registers(own: &dyn Around) -> i64 {
    (own.int("respLength").unwrap_or(0) - 1).div_euclid(2)
}

fn record_octets(own: &dyn Around) -> i64 {
    own.int("recordLength").unwrap_or(0) * 2
}

/// What follows if the field says that something does.
fn after(own: &dyn Around, field: &str, proto: &'static Proto) -> Guess {
    match own.int(field) {
        Some(1..) => Guess::Proto(proto),
        Some(_) => Guess::Bindings,
        None => Guess::Fail,
    }
}

fn by_function(payload: &[u8], table: &[(u8, &'static Proto)]) -> Option<&'static Proto> {
    let found = table
        .iter()
        .find(|entry| payload.first() == Some(&entry.0))?;
    Some(found.1)
}

/// Function 43 has functions of its own, of which one is known.
fn identification(payload: &[u8], proto: &'static Proto) -> Option<Guess> {
    match payload {
        [0x2b] => Some(Guess::Raw),
        [0x2b, 0x0e, ..] => Some(Guess::Proto(proto)),
        _ => None,
    }
}

fn request(_: &dyn Around, payload: &[u8]) -> Guess {
    if let Some(guess) = identification(payload, &PDU2_B0_EREAD_DEVICE_IDENTIFICATION_REQUEST) {
        return guess;
    }
    let reserved = payload
        .first()
        .is_some_and(|code| RESERVED_REQUESTS.contains(code));
    Guess::Proto(match by_function(payload, REQUESTS) {
        Some(proto) => proto,
        None if reserved => &PDU_RESERVED_FUNCTION_CODE_REQUEST,
        None => &PDU_USER_DEFINED_FUNCTION_CODE_REQUEST,
    })
}

fn response(_: &dyn Around, payload: &[u8]) -> Guess {
    if let Some(guess) = identification(payload, &PDU2_B0_EREAD_DEVICE_IDENTIFICATION_RESPONSE) {
        return guess;
    }
    let code = payload.first().copied().unwrap_or(0);
    let known = by_function(payload, RESPONSES).or_else(|| by_function(payload, ERRORS));
    Guess::Proto(match known {
        Some(proto) => proto,
        None if RESERVED_RESPONSES.contains(&code) => &PDU_RESERVED_FUNCTION_CODE_RESPONSE,
        None if RESERVED_ERRORS.contains(&code) => &PDU_RESERVED_FUNCTION_CODE_ERROR,
        None if code < 0x80 => &PDU_USER_DEFINED_FUNCTION_CODE_RESPONSE,
        None => &PDU_USER_DEFINED_FUNCTION_CODE_ERROR,
    })
}

static REQUESTS: &[(u8, &Proto)] = &[
    (0x01, &PDU01_READ_COILS_REQUEST),
    (0x02, &PDU02_READ_DISCRETE_INPUTS_REQUEST),
    (0x03, &PDU03_READ_HOLDING_REGISTERS_REQUEST),
    (0x04, &PDU04_READ_INPUT_REGISTERS_REQUEST),
    (0x05, &PDU05_WRITE_SINGLE_COIL_REQUEST),
    (0x06, &PDU06_WRITE_SINGLE_REGISTER_REQUEST),
    (0x07, &PDU07_READ_EXCEPTION_STATUS_REQUEST),
    (0x08, &PDU08_DIAGNOSTICS_REQUEST),
    (0x0b, &PDU0_BGET_COMM_EVENT_COUNTER_REQUEST),
    (0x0c, &PDU0_CGET_COMM_EVENT_LOG_REQUEST),
    (0x0f, &PDU0_FWRITE_MULTIPLE_COILS_REQUEST),
    (0x10, &PDU10_WRITE_MULTIPLE_REGISTERS_REQUEST),
    (0x11, &PDU11_REPORT_SLAVE_ID_REQUEST),
    (0x14, &PDU14_READ_FILE_RECORD_REQUEST),
    (0x15, &PDU15_WRITE_FILE_RECORD_REQUEST),
    (0x16, &PDU16_MASK_WRITE_REGISTER_REQUEST),
    (0x17, &PDU17_READ_WRITE_MULTIPLE_REGISTERS_REQUEST),
    (0x18, &PDU18_READ_FIFOQUEUE_REQUEST),
];
static RESPONSES: &[(u8, &Proto)] = &[
    (0x01, &PDU01_READ_COILS_RESPONSE),
    (0x02, &PDU02_READ_DISCRETE_INPUTS_RESPONSE),
    (0x03, &PDU03_READ_HOLDING_REGISTERS_RESPONSE),
    (0x04, &PDU04_READ_INPUT_REGISTERS_RESPONSE),
    (0x05, &PDU05_WRITE_SINGLE_COIL_RESPONSE),
    (0x06, &PDU06_WRITE_SINGLE_REGISTER_RESPONSE),
    (0x07, &PDU07_READ_EXCEPTION_STATUS_RESPONSE),
    (0x08, &PDU08_DIAGNOSTICS_RESPONSE),
    (0x0b, &PDU0_BGET_COMM_EVENT_COUNTER_RESPONSE),
    (0x0c, &PDU0_CGET_COMM_EVENT_LOG_RESPONSE),
    (0x0f, &PDU0_FWRITE_MULTIPLE_COILS_RESPONSE),
    (0x10, &PDU10_WRITE_MULTIPLE_REGISTERS_RESPONSE),
    (0x11, &PDU11_REPORT_SLAVE_ID_RESPONSE),
    (0x14, &PDU14_READ_FILE_RECORD_RESPONSE),
    (0x15, &PDU15_WRITE_FILE_RECORD_RESPONSE),
    (0x16, &PDU16_MASK_WRITE_REGISTER_RESPONSE),
    (0x17, &PDU17_READ_WRITE_MULTIPLE_REGISTERS_RESPONSE),
    (0x18, &PDU18_READ_FIFOQUEUE_RESPONSE),
];
static ERRORS: &[(u8, &Proto)] = &[
    (0x81, &PDU01_READ_COILS_ERROR),
    (0x82, &PDU02_READ_DISCRETE_INPUTS_ERROR),
    (0x83, &PDU03_READ_HOLDING_REGISTERS_ERROR),
    (0x84, &PDU04_READ_INPUT_REGISTERS_ERROR),
    (0x85, &PDU05_WRITE_SINGLE_COIL_ERROR),
    (0x86, &PDU06_WRITE_SINGLE_REGISTER_ERROR),
    (0x87, &PDU07_READ_EXCEPTION_STATUS_ERROR),
    (0x88, &PDU08_DIAGNOSTICS_ERROR),
    (0x8b, &PDU0_BGET_COMM_EVENT_COUNTER_ERROR),
    (0x8c, &PDU0_CGET_COMM_EVENT_LOG_ERROR),
    (0x8f, &PDU0_FWRITE_MULTIPLE_COILS_ERROR),
    (0x90, &PDU10_WRITE_MULTIPLE_REGISTERS_ERROR),
    (0x91, &PDU11_REPORT_SLAVE_ID_ERROR),
    (0x94, &PDU14_READ_FILE_RECORD_ERROR),
    (0x95, &PDU15_WRITE_FILE_RECORD_ERROR),
    (0x96, &PDU16_MASK_WRITE_REGISTER_ERROR),
    (0x97, &PDU17_READ_WRITE_MULTIPLE_REGISTERS_ERROR),
    (0x98, &PDU18_READ_FIFOQUEUE_ERROR),
    (0xab, &PDU2_B0_EREAD_DEVICE_IDENTIFICATION_ERROR),
];
static RESERVED_REQUESTS: &[u8] = &[
    0x09, 0x0a, 0x0d, 0x0e, 0x29, 0x2a, 0x5a, 0x5b, 0x7d, 0x7e, 0x7f,
];
static USER_REQUESTS: Names = Names::pairs(&[]);
static RESERVED_RESPONSES: &[u8] = &[
    0x09, 0x0a, 0x0d, 0x0e, 0x29, 0x2a, 0x5a, 0x5b, 0x7d, 0x7e, 0x7f,
];
static USER_RESPONSES: Names = Names::pairs(&[]);
static RESERVED_ERRORS: &[u8] = &[
    0x89, 0x8a, 0x8d, 0x8e, 0xa9, 0xaa, 0xda, 0xdb, 0xdc, 0xfd, 0xfe, 0xff,
];
static USER_ERRORS: Names = Names::pairs(&[]);
