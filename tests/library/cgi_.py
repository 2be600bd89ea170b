import warnings

warnings.simplefilter("ignore")
import cgi
import io
import os

os.environ["QUERY_STRING"] = "dst=10.9.0.5&port=80&port=443&empty=&note=a+b%21"
os.environ["REQUEST_METHOD"] = "GET"
form = cgi.FieldStorage()
print(sorted(form.keys()), len(form), bool(form), "dst" in form, "x" in form)
print(form["dst"].value, form["dst"].name, form.getvalue("dst"), form.getvalue("port"), form.getvalue("x", "no"))
print(form.getfirst("port"), form.getlist("port"), form.getlist("x"), form["note"].value, form["port"])
try:
    form["x"]
except KeyError as error:
    print("KeyError", error)
print(cgi.FieldStorage(keep_blank_values=True).getvalue("empty") == "", sorted(form), form["dst"].filename)
posted = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "7"}
print(cgi.FieldStorage(fp=io.BytesIO(b"a=1&b=2 and more"), environ=posted).getvalue("b"))
print(cgi.parse_header('text/html; charset=utf-8; name="a;b"'), cgi.parse_header("x"))
