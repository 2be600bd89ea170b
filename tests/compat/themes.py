from scapy.all import *
K="normal prompt punct id not_printable layer_name field_name field_value emph_field_name emph_field_value depreciate_field_name packetlist_name packetlist_proto packetlist_value fail success odd even opening active closed left right logo red bg_blue nothing".split()
for T in (NoTheme, BlackAndWhite, DefaultTheme, BrightTheme, RastaTheme, ColorOnBlackTheme, LatexTheme, LatexTheme2, HTMLTheme, HTMLTheme2):
    t=T()
    print(t, issubclass(T, ColorTheme), issubclass(T, NoTheme))
    for k in K: print(" ", k, repr(getattr(t,k)("a_b")))
    print(repr(t.format("x", "red+bold")))


class Mine(AnsiColorTheme):
    style_normal = Color.normal
    style_layer_name = Color.green


class Quiet(BrightTheme):
    pass


packets = PacketList([IP(src="1.1.1.1", dst="2.2.2.2")/TCP()/"x_y", Ether(src="00:00:00:00:00:01", dst="00:00:00:00:00:02")/ARP(psrc="1.1.1.1")])
for theme in (NoTheme(), DefaultTheme(), BrightTheme(), RastaTheme(), ColorOnBlackTheme(), LatexTheme(), LatexTheme2(), HTMLTheme(), HTMLTheme2(), Mine(), Quiet()):
    conf.color_theme = theme
    print(conf.color_theme)
    print(repr(packets[0]))
    packets[0].show()
    if not isinstance(theme, LatexTheme):
        packets.nsummary()
    hexdump(b"a_\0b")
    packets.make_lined_table(lambda p: (p.name, "row", len(p)))
conf.color_theme = NoTheme()
