# Methods with which a class answers for its fields and operators.
from scapy.all import *
class A(Packet):
    fields_desc=[ByteField("a",1),ShortField("b",2),StrField("s","x")]
    def add_payload(self,p):
        print("add_payload",repr(p)); Packet.add_payload(self,p)
    def remove_payload(self):
        print("rm"); Packet.remove_payload(self)
    def add_underlayer(self,u):
        print("addu",repr(u)); Packet.add_underlayer(self,u)
    def remove_underlayer(self,o):
        print("remu"); Packet.remove_underlayer(self,o)
p=A()/b"x"
print(repr(p))
p=Raw(b"x")/A()
print(repr(p))
p=A(b"\x01\x00\x02xyz")
print(repr(p))
p.remove_payload()
del p.payload
class CP(Packet):
    fields_desc=[ByteField("a",1)]
    def copy(self):
        print("copy"); return Packet.copy(self)
p=CP(a=4); q=p.copy(); print(repr(q)); r=p/Raw(b"x"); print(repr(r))
print(repr(list(p)), repr(list(CP(a=[1,2]))))
class I(Packet):
    fields_desc=[ByteField("a",1)]
    def do_init_fields(self,*a,**k):
        print("do_init_fields"); return Packet.do_init_fields(self,*a,**k)
    def init_fields(self,*a,**k):
        print("init_fields",a,k); return Packet.init_fields(self,*a,**k)
    def do_init_cached_fields(self,*a,**k):
        print("do_init_cached_fields",a,k); return Packet.do_init_cached_fields(self,*a,**k)
p=I(a=4); print(repr(p)); p=I(b"q"); print(repr(p))
class G(Packet):
    fields_desc=[ByteField("a",1),ByteField("b",2)]
    def getfieldval(self,attr):
        if attr=="b": return 0x41
        return Packet.getfieldval(self,attr)
    def getfield_and_val(self,attr):
        f,v=Packet.getfield_and_val(self,attr)
        return f,v
    def setfieldval(self,attr,val):
        print("set",attr,val); Packet.setfieldval(self,attr,val)
    def delfieldval(self,attr):
        print("del",attr); Packet.delfieldval(self,attr)
p=G(); print(p.b,bytes(p)); p.a=3; print(bytes(p)); del p.a; print(bytes(p)); p.show(); print(repr(p), p.sprintf("%G.b%"))
p=G(a=5); print(repr(p)); p=G(b"xy"); print(repr(p))
class GA(Packet):
    fields_desc=[ByteField("a",1)]
    def __getattr__(self,attr):
        if attr=="magic": return 42
        return Packet.__getattr__(self,attr)
    def __setattr__(self,attr,val):
        if attr=="magic": print("set magic",val); return
        return Packet.__setattr__(self,attr,val)
p=GA(); print(p.magic,p.a); p.magic=3; p.a=7; print(p.a,bytes(p))
try: p.nope
except AttributeError as e: print("AE")
class H(Packet):
    fields_desc=[ByteField("a",1)]
    def __init__(self,*args,**kw):
        kw.setdefault("a",9)
        super().__init__(*args,**kw)
        self.extra="e"
p=H(); print(p.a,p.extra); p=H(b"x"); print(p.a); p=H(a=2)/b"x"; print(repr(p), p.extra, p.copy().extra if hasattr(p.copy(),"extra") else None)


class BY(Packet):
    fields_desc=[ByteField("a",1)]
    def __bytes__(self): return b"bytes!"
    def __len__(self): return 77
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
    def __eq__(self,o): return True
    def __ne__(self,o): return False
    def __hash__(self): return 3
    def __contains__(self,x): return x=="yes"
    def __iter__(self): return iter([1,2,3])
    def __getitem__(self,x): return ("item",x)
    def __setitem__(self,x,v): print("set",x,v)
    def __delitem__(self,x): print("del",x)
    def __truediv__(self,o): return ("div",o)
    def __rtruediv__(self,o): return ("rdiv",o)
    def __mul__(self,o): return ("mul",o)
    def __add__(self,o): return ("add",o)
    def __lt__(self,o): return "lt"
    def __gt__(self,o): return "gt"
    def __bool__(self): return False
    def __call__(self,*a): return a
    def __enter__(self): print("enter"); return self
    def __exit__(self,*a): print("exit")
    def __format__(self,s): return "fmt"+s
    def __int__(self): return 5
    def summary(self,*a): return "summ"
    def show(self,*a,**k): print("show!")
    def haslayer(self,*a,**k): return "haslayer"
    def getlayer(self,*a,**k): return "getlayer"
    def sprintf(self,*a,**k): return "sprintf"
    def command(self,*a,**k): return "command"
    def route(self): return "route"
    @property
    def prop(self): return self.a+1
    @prop.setter
    def prop(self,v): self.a=v*2
    @staticmethod
    def st(x): return x
    @classmethod
    def cl(cls,x): return cls.__name__,x
    CONST=5
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
p=BY()
t(lambda: bytes(p)); t(lambda: raw(p)); t(lambda: len(p)); t(lambda: str(p)); t(lambda: repr(p)); t(lambda: p==3); t(lambda: p!=3); t(lambda: hash(p))
t(lambda: "yes" in p); t(lambda: "no" in p); t(lambda: list(p)); t(lambda: p["q"]); t(lambda: p/3); t(lambda: 3/p); t(lambda: p*3); t(lambda: p+3)
t(lambda: p<3); t(lambda: p>3); t(lambda: bool(p)); t(lambda: p(1,2)); t(lambda: p.summary()); t(lambda: p.show()); t(lambda: p.haslayer(IP)); t(lambda: p.getlayer(IP)); t(lambda: p.sprintf("x")); t(lambda: p.command()); t(lambda: p.route()); t(lambda: p.prop)
p.prop=21
t(lambda: p.a); t(lambda: p.st(4)); t(lambda: BY.st(4)); t(lambda: p.cl(4)); t(lambda: BY.cl(4)); t(lambda: p.CONST); t(lambda: BY.CONST)
p["x"]=4
del p["x"]
with p as q: print(q is p)
print([p,p]); print((p,)); print({1:p}); print("%s %r"%(p,p))
ls(BY)
