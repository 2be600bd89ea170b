# html.entities: the names of HTML 4.
import html as _html

name2codepoint = {name: ord(text) for name, text in _html._named().items() if name != "apos"}
codepoint2name = {number: name for name, number in name2codepoint.items()}
entitydefs = {name: chr(number) for name, number in name2codepoint.items()}
html5 = {name + ";": chr(number) for name, number in name2codepoint.items()}
