// Goes on to the overview by itself; the link stands there for everybody else.
location.replace(document.getElementById("enter").href);
