# PROFINET: what the cyclic data of stations are made of, and PROFIsafe. IEC 61784-3-3.


@classmethod
def PNIORealTime_IOxS__is_extension_set(cls, packet, before, last, rest):
    """The next of several states in a list, if there is one."""
    return cls if last is None or last.extension else None


@staticmethod
def PNIORealTimeCyclicPDU__build_fixed_len_raw_type(length):
    return type("FixedLenRawPacketLen%d" % length, (Raw,), {
        "name": "FixedLenRawPacketLen%d" % length,
        "fields_desc": [StrFixedLenField("data", "", length=length)],
        "get_data_length": lambda self: length,
        "guess_payload_class": lambda self, payload: Padding,
    })


profisafe_control_flags = [
    "iPar_EN", "OA_Req", "R_cons_nr", "Use_TO2",
    "activate_FV", "Toggle_h", "ChF_Ack", "Loopcheck"]
profisafe_status_flags = [
    "iPar_OK", "Device_Fault/ChF_Ack_Req", "CE_CRC",
    "WD_timeout", "FV_activated", "Toggle_d", "cons_nr_R", "reserved"]


def _data():
    return StrFixedLenField("data", "", length_from=lambda packet: packet.get_data_length())


class _Safe(Packet):
    # A message whose data are as long as a class derived from it says.

    def guess_payload_class(self, payload):
        return Padding

    def get_data_length(self):
        raise Scapy_Exception("This method must be overridden in a specific subclass")

    def get_mandatory_fields_len(self):
        return self._behind_data

    @classmethod
    def get_max_data_length(cls):
        return cls._most_data


class PROFIsafeCRCSeed(_Safe):
    _behind_data = 5
    _most_data = 13


class PROFIsafeControlCRCSeed(PROFIsafeCRCSeed):
    name = "PROFISafe Control Message with F_CRC_Seed=1"
    fields_desc = [
        _data(), FlagsField("control", 0, 8, profisafe_control_flags), XIntField("crc", 0)]


class PROFIsafeStatusCRCSeed(PROFIsafeCRCSeed):
    name = "PROFISafe Status Message with F_CRC_Seed=1"
    fields_desc = [
        _data(), FlagsField("status", 0, 8, profisafe_status_flags), XIntField("crc", 0)]


class PROFIsafe(_Safe):
    _behind_data = 4
    _most_data = 12

    @staticmethod
    def build_PROFIsafe_class(cls, data_length):
        assert cls.get_max_data_length() >= data_length
        return type("%sLen%d" % (cls.__name__, data_length), (cls,), {
            "get_data_length": lambda self: data_length,
        })


class PROFIsafeControl(PROFIsafe):
    name = "PROFISafe Control Message with F_CRC_Seed=0"
    fields_desc = [
        _data(), FlagsField("control", 0, 8, profisafe_control_flags), X3BytesField("crc", 0)]


class PROFIsafeStatus(PROFIsafe):
    name = "PROFISafe Status Message with F_CRC_Seed=0"
    fields_desc = [
        _data(), FlagsField("status", 0, 8, profisafe_status_flags), X3BytesField("crc", 0)]
