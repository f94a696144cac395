"""The reading page on this machine alone: whoever has not got the address with its token gets nothing.

Every answer says what a browser may do with the page: run our one script, use our one style sheet, load nothing from
elsewhere, be in no frame. What changes something asks for a second token, which only a page of ours can read.
"""

import asyncio
import hmac
import json
import secrets
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import tornado.web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from grading.reading.desk import ORDERS, Desk, Outdated, ReadingError, scheme_html

HERE = Path(__file__).parent
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
          "trusted-types 'none'")  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LARGEST_REQUEST = 100_000
STATIC = {"reading.css": "text/css", "reading.js": "text/javascript"}
REFUSED = "Open the address that `course read` has printed: it holds the token that lets you in."


class PortError(RuntimeError):
    """The port that was asked for is in use, or none."""


class _Refusal(tornado.web.HTTPError):
    """A request that is not answered; whoever asked reads the text."""

    def __init__(self, status, text):
        super().__init__(status)
        self.text = text


class _Page(tornado.web.RequestHandler):
    """What every answer has in common: who may ask, and what a browser may do with it."""

    def set_default_headers(self):
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self):
        # A name that somebody else's server has pointed at this machine is not ours.
        if self.request.host not in self.application.hosts:
            raise _Refusal(403, "This page answers to its own address only.")
        if not self._is_known():
            raise _Refusal(403, REFUSED)
        if self.request.method not in ("GET", "HEAD"):
            given = self.request.headers.get("X-Reading-Token", "")
            origin = self.request.headers.get("Origin")
            if origin not in (None, *(f"http://{host}" for host in self.application.hosts)) or not hmac.compare_digest(
                given.encode(), self.application.write_token.encode()
            ):
                raise _Refusal(403, "This request did not come from the reading page.")

    def _is_known(self):
        known = self.application.session.encode()
        return hmac.compare_digest((self.get_cookie(self.application.cookie) or "").encode(), known)

    def write_error(self, status_code, **more):
        error = more.get("exc_info", (None, None, None))[1]
        if isinstance(error, _Refusal):
            text = error.text
        elif isinstance(error, (OSError, ValueError, RuntimeError)):
            text = str(error)
        elif isinstance(error, tornado.web.HTTPError):
            text = f"This cannot be asked for: {self._reason}."
        else:
            text = "Something went wrong here; the terminal in which `course read` runs has the details."
        if self.request.method == "GET":
            self.show("message.html.j2", text=text)
        else:
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps({"error": text}))

    def show(self, template, **context):
        desk = self.application.desk
        self.finish(self.application.templates.get_template(template).render(desk=desk, quote=quote, **context))


class _Entrance(_Page):
    """The address with the token: gives a cookie, and goes on to an address without it."""

    def prepare(self):
        if self.request.host not in self.application.hosts:
            raise _Refusal(403, "This page answers to its own address only.")

    def get(self):
        token = self.get_query_argument("token", "")
        if token and hmac.compare_digest(token.encode(), self.application.token.encode()):
            self.set_cookie(self.application.cookie, self.application.session, httponly=True, samesite="Strict")
            # The page leads on by itself: a redirect would belong to the page that the address was clicked on, and the
            # browser would keep the cookie back.
            self.show("entrance.html.j2", first=self.application.first)
        elif self._is_known():
            self.show("overview.html.j2", rows=self.application.desk.overview())
        else:
            raise _Refusal(403, REFUSED)


class _Question(_Page):
    def get(self, path):
        desk = self.application.desk
        question = _found(lambda: desk.question(path))
        order = self.get_query_argument("order", ORDERS[0])
        if order not in ORDERS:
            raise _Refusal(404, f"There is no order {order!r}; there are {' and '.join(ORDERS)}.")
        self.show("question.html.j2", question=question, entries=desk.column(question, order), order=order,
                  rows=desk.overview(), scheme=scheme_html(question.scheme), write_token=self.application.write_token,
                  comments=desk.comments(question))  # fmt: skip


class _Notebook(_Page):
    def get(self, path, key):
        desk = self.application.desk
        question = _found(lambda: desk.question(path))
        above, below = _found(lambda: desk.notebook(question, key))
        self.show("notebook.html.j2", question=question, above=above, below=below)


class _Names(_Page):
    def get(self, path):
        desk = self.application.desk
        self.finish(desk.names(_found(lambda: desk.question(path))))


class _Write(_Page):
    """Something is entered; the answer is JSON, also where it was not."""

    def post(self, path):
        desk, body = self.application.desk, self._body()
        question = _found(lambda: desk.question(path))
        try:
            self.enter(desk, question, body)
        except Outdated as error:
            self.set_status(409)
            self.finish({"error": f"{error}; look at it and save again", **self.news(desk, question)})
        except (KeyError, TypeError) as error:
            raise _Refusal(400, f"The request lacks {error}.") from error
        except ReadingError as error:
            raise _Refusal(400, str(error)) from error
        else:
            self.finish(self.news(desk, question))

    def _body(self):
        try:
            body = json.loads(self.request.body)
        except ValueError as error:
            raise _Refusal(400, "The request is no JSON.") from error
        if not isinstance(body, dict):
            raise _Refusal(400, "The request is no JSON object.")
        return body


class _Mark(_Write):
    def enter(self, desk, question, body):
        """Save a mark."""
        desk.save(question, body["key"], body["points"], body["ticks"], body["comment"], dict(body["seen"]))

    def news(self, desk, question):
        """How every answer stands now."""
        return {"states": desk.states(question)}


class _Comment(_Write):
    def enter(self, desk, question, body):
        """Keep a comment, or drop it."""
        (desk.drop_comment if body.get("drop") else desk.keep_comment)(question, str(body["text"]))

    def news(self, desk, question):
        """The comments that are kept now."""
        return {"comments": desk.comments(question)}


class _Static(_Page):
    def get(self, name):
        if name not in STATIC:
            raise _Refusal(404, "There is no such file.")
        self.set_header("Content-Type", f"{STATIC[name]}; charset=utf-8")
        self.finish((HERE / "static" / name).read_bytes())


class _Nothing(_Page):
    def get(self):
        raise _Refusal(404, "There is no such page.")


def _found(look):
    """What is looked up, or an answer that says that it is not there."""
    try:
        return look()
    except ReadingError as error:
        raise _Refusal(404, str(error)) from error


def application(desk: Desk, port: int, first: str = "/") -> tornado.web.Application:
    """The pages of one desk, with tokens of their own.

    Args:
        desk: the `Desk`.
        port: that it will be served on.
        first: the page that its address leads to.

    Returns:
        The application; its `token` is the one that stands in the address.
    """
    path = r"(?P<path>[^/?]+/[^/?]+)"
    app = tornado.web.Application(
        [
            ("/", _Entrance),
            (rf"/question/{path}", _Question),
            (rf"/notebook/{path}/(?P<key>[0-9a-f]+)", _Notebook),
            (rf"/names/{path}", _Names),
            (rf"/mark/{path}", _Mark),
            (rf"/comment/{path}", _Comment),
            (r"/static/(\w+\.\w+)", _Static),
        ],
        default_handler_class=_Nothing,
        log_function=lambda handler: None,
    )
    app.desk, app.first, app.cookie = desk, first, f"reading-{port}"
    app.token, app.session, app.write_token = (secrets.token_urlsafe(24) for _ in range(3))
    app.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
    app.templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    app.templates.filters["number"] = "{:g}".format
    return app


def serve(desk: Desk, port: int = 0, first: str = "/", show: bool = True, tell: Callable[[str], None] = print) -> None:
    """Serve the pages until Ctrl-C.

    Args:
        desk: the `Desk`.
        port: on which; 0 for one that is free.
        first: the page that is opened.
        show: whether a browser is opened.
        tell: is given the address, as a line of text.

    Raises:
        PortError: the port is in use, not for everybody, or no port.
    """
    try:
        # The system would take a larger number for another one.
        if not 0 <= port < 1 << 16:
            raise OSError("ports go up to 65535")
        sockets = bind_sockets(port, "127.0.0.1")
    except OSError as error:
        raise PortError(f"port {port} cannot be used ({error}); name another one, or leave --port out") from error
    port = sockets[0].getsockname()[1]

    async def until_the_end():
        app = application(desk, port, first)
        server = HTTPServer(app, max_body_size=LARGEST_REQUEST)
        server.add_sockets(sockets)
        address = f"http://127.0.0.1:{port}/?token={app.token}"
        tell(f"Read at {address}\nCtrl-C ends it; what was saved is in the gradebook.")
        if show:
            webbrowser.open(address)
        await asyncio.Event().wait()

    try:
        asyncio.run(until_the_end())
    except KeyboardInterrupt:
        tell("\nEnded.")
