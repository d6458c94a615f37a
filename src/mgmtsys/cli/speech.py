"""Commands that speak one language, that of their user: options, help, usage and complaints."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from mgmtsys.cli.complaints import told
from mgmtsys.values.exceptions import Notice, NotUnderstood
from mgmtsys.values.message import OR, SOURCE, languages
from mgmtsys.values.text import Text, in_a_row, say, say_of_many
from mgmtsys.values.visible import printable

#: Input that cannot be understood, or a check that failed by an error of its own.
NOT_UNDERSTOOD = 2
#: Stopped by its user, as shells count it.
_INTERRUPTED = 130
#: Where a context keeps its language, and whether each problem is told.
_LANG, _EACH = "mgmtsys.lang", "mgmtsys.each"
#: The files that a command reads, over which it writes no result.
_INPUTS = ("file", "wording", "population", "assessment", "system")


def language(context: click.Context | None = None) -> str:
    """Return the language that the running command speaks."""
    return str((context or click.get_current_context()).meta[_LANG])


def asked(arguments: Sequence[str]) -> str:
    """Return the language that is asked for, known before any argument can be complained of."""
    named = [os.environ.get("MGMTSYS_LANG", "")]
    for name, value in zip(arguments, (*arguments[1:], ""), strict=False):
        if name == "--lang":
            named.append(value)
        elif name.startswith("--lang="):
            named.append(name.removeprefix("--lang="))
    known = [language for language in named if language in languages()]
    return known[-1] if known else SOURCE


_F = TypeVar("_F", bound=Callable[..., Any])


def _named(param: click.Parameter, context: click.Context) -> str:
    """Return what a value was given by: an option, or a variable of the environment."""
    source = context.get_parameter_source(param.name or "")
    if source is click.core.ParameterSource.ENVIRONMENT:
        return str(param.envvar)
    return max(param.opts, key=len)


class Parsed(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """What is read by a function of the library, whose complaint is told with the option's name."""

    def __init__(self, parse: Callable[[str], Any]) -> None:
        """Read text by ``parse``, which raises :class:`NotUnderstood`."""
        self.name, self._parse = "text", parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return what a text says; raises :class:`NotUnderstood`."""
        try:
            return self._parse(value) if isinstance(value, str) else value
        except NotUnderstood as error:
            name = _named(param, ctx) if param and ctx else ""
            raise NotUnderstood("{label}: {value}", label=name, value=error.message) from None


def one_of(words: Sequence[str]) -> dict[str, Any]:
    """Return what makes of an option a choice between words."""
    # A sign is quoted, so that it is not read as one of the sentence.
    shown = in_a_row(word if word.isidentifier() else repr(word) for word in words)

    def parse(word: str) -> str:
        if word not in words:
            raise NotUnderstood("{word!r} is not one of {words}", word=word, words=shown)
        return word

    return {"type": Parsed(parse), "metavar": f"[{'|'.join(words)}]"}


class Option(click.Option):
    """An option whose help is wording."""

    def __init__(self, *args: Any, wording: Text, **rest: Any) -> None:
        """Keep the wording beside what every option has."""
        super().__init__(*args, **rest)
        self.wording = wording

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names, and its help in the language of the command."""
        names, _ = super().get_help_record(ctx) or ("", "")
        help_ = say("{help}  [required]", help=self.wording) if self.required else self.wording
        return names, help_.read(language(ctx))


def option(*names: str, wording: Text, **rest: Any) -> Callable[[_F], _F]:
    """Return the decorator that gives a command an option whose help is wording."""
    return click.option(*names, cls=Option, wording=wording, **rest)


def _keep_each(context: click.Context, _: click.Parameter, each: bool) -> None:
    context.meta[_EACH] = each


_LANG_OPTION: Mapping[str, Any] = {
    "wording": say(
        "Language of help, output and messages; that of MGMTSYS_LANG, or en, if left out."
    ),
    "envvar": "MGMTSYS_LANG",
    "expose_value": False,
    "is_eager": True,  # refused before any other option complains
    **one_of(languages()),
}
_ALL_OPTION: Mapping[str, Any] = {
    "wording": say("List every problem of the input, even many of one kind."),
    "is_flag": True,
    "is_eager": True,
    "expose_value": False,
    "callback": _keep_each,
}


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        from mgmtsys.cli.help import Formatter  # what wraps lines is needed for help alone

        return Formatter(language(self), self.terminal_width, self.max_content_width)


class _Spoken(click.Command):
    """What commands and groups of them have in common."""

    context_class = _Context

    def __init__(self, *args: Any, wording: Sequence[Text], **rest: Any) -> None:
        """Keep the paragraphs of the help, of which the first is the summary."""
        super().__init__(*args, **rest)
        self.wording = tuple(wording)
        self.context_settings = {"help_option_names": ["-h", "--help"], **self.context_settings}
        self.params.append(Option(["--lang"], **_LANG_OPTION))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, in a language that is known."""
        ctx.meta.setdefault(_LANG, asked(args))
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that asks for help."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say("Show this message and exit.").read(language(ctx))
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the paragraphs of the help."""
        for paragraph in self.wording:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph.read(language(ctx)))


class Command(_Spoken):
    """A command that says notices once, and writes no result over what it was computed from."""

    allow_extra_args = True  # refused here, in the language asked for

    def __init__(self, *args: Any, **rest: Any) -> None:
        """Let every command tell each problem."""
        super().__init__(*args, **rest)
        self.params.append(Option(["--all", "each_problem"], **_ALL_OPTION))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; raises :class:`NotUnderstood` for more than the command takes."""
        left = super().parse_args(ctx, args)
        if left:
            more = say_of_many(
                "unexpected argument: {more}",
                "unexpected arguments: {more}",
                count=len(left),
                more=" ".join(left),
            )
            raise NotUnderstood(more)
        return left

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for given in _INPUTS:
            _keep_input(ctx.params.get(given), ctx.params.get("output"))
        with warnings.catch_warnings():
            _tell_notices(language(ctx))
            return super().invoke(ctx)


class Group(_Spoken, click.Group):
    """Commands under one name."""

    command_class = Command

    @property
    def summaries(self) -> Mapping[str, Text]:
        """What each command does, in a line."""
        commands = self.commands.items()
        return {name: known.wording[0] for name, known in commands if isinstance(known, _Spoken)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(self.summaries)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; raises :class:`NotUnderstood`."""
        known = self.list_commands(ctx)
        if args[0] not in known:
            raise NotUnderstood(
                "no command {args!r}: expected one of {known}",
                args=args[0],
                known=in_a_row(known),
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of the commands with what they do."""
        lang = language(ctx)
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, self.summaries[name].read(lang)) for name in self.list_commands(ctx)]
            )


def _keep_input(file: str | None, output: str | None) -> None:
    """Refuse to write a result over the file that it was computed from."""
    if file is not None and output is not None and Path(file).resolve() == Path(output).resolve():
        raise NotUnderstood(
            "-o {output} is the input itself: expected another file",
            output=output,
        )


def _tell_notices(lang: str) -> None:
    """Say notices on standard error in ``lang``, each once, from now until warnings are put back."""
    usual, said = warnings.showwarning, set[str]()

    def show(
        message: Warning | str, category: type[Warning], filename: str, lineno: int,
        file: TextIO | None = None, line: str | None = None,
    ) -> None:  # fmt: skip
        if not isinstance(message, Notice):
            usual(message, category, filename, lineno, file, line)
        elif message.read(lang) not in said:
            said.add(message.read(lang))
            click.echo(printable(message.read(lang)), err=True)

    warnings.simplefilter("always", Notice)
    warnings.showwarning = show


# -- complaints


@contextmanager
def complaining(arguments: Sequence[str], context: click.Context | None = None) -> Iterator[None]:
    """Tell what is not understood on standard error, and end with the code for it."""
    lang = language(context) if context else asked(arguments)
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        _tell_misuse(error)
    except NotUnderstood as error:
        each = bool(context and context.meta.get(_EACH))
        click.echo(told(error, lang, each=each), err=True)
    except KeyboardInterrupt:
        click.echo(say("interrupted").read(lang), err=True)
        raise SystemExit(_INTERRUPTED) from None
    else:
        return
    raise SystemExit(NOT_UNDERSTOOD)


def _tell_misuse(error: click.UsageError) -> None:
    context = error.ctx
    if context is None:  # by a plain click.Command that is none of ours
        click.echo(error.format_message(), err=True)
        return
    lang = language(context)
    where = say("Try {command} for help.", command=f"{context.command_path} --help")
    what = say("Error: {misuse}", misuse=_misuse(error, context))
    click.echo(f"{context.get_usage()}\n{where.read(lang)}\n\n{what.read(lang)}", err=True)


def _misuse(error: click.UsageError, context: click.Context) -> Text:
    """Return what is wrong with arguments, which click says in English."""
    if isinstance(error, click.NoSuchOption):
        name, near = error.option_name, error.possibilities
        if near:
            return say("no option {name}: did you mean {near}?", name=name, near=in_a_row(near, OR))
        return say("no option {name}", name=name)
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        is_flag = any(
            getattr(param, "is_flag", False) and name in param.opts
            for param in context.command.params
        )
        if is_flag:
            return say("the option {name} takes no value", name=name)
        return say("the option {name} needs a value", name=name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.get_error_hint(context)
        if isinstance(error.param, click.Option):
            return say("the option {name} is missing", name=name)
        return say("the argument {name} is missing", name=name)
    return say("a command is missing")
