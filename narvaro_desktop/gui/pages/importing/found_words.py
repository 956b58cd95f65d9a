"""How a file was found to be written, and what is odd about it, in words."""

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.gui.pages.importing.encodings import ENCODINGS
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing.file_in_hand import FileInHand, FileKind, Reason
from narvaro_desktop.usecases.importing.import_facts import Report

_SIGNS = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}


def layout_words(hand: FileInHand) -> str:
    """Encoding, delimiter, sheet, header, group rows and repeated headers, as they were found."""
    found, said = hand.found, []
    if found.encodings:
        said.append(ENCODINGS.get(found.encodings[0].lower(), found.encodings[0]))
    if found.delimiter:
        said.append(_("avgränsare {sign}").format(sign=_sign(found.delimiter)))
    if found.sheet:
        said.append(_("blad {sheet}").format(sheet=found.sheet))
    if not hand.is_answer:
        said.append(_("rubriker på rad {row}").format(row=found.header_row))
    if found.groups:
        words = ngettext("{n} grupprad", "{n} grupprader", found.groups)
        said.append(words.format(n=grouped(found.groups)))
    if found.repeated:
        words = ngettext("{n} upprepad rubrikrad", "{n} upprepade rubrikrader", found.repeated)
        said.append(words.format(n=grouped(found.repeated)))
    return _("Så lästes filen: {how}.").format(how=", ".join(said)) if said else ""


def reason_words(hand: FileInHand, header: str) -> str:
    """Why a column is taken to hold what is proposed; "" where nothing is, or the page says it of all."""
    why = hand.found.proposal.why.get(header)
    if why is None or why[0] is Reason.SHIPPED:
        return ""
    reason, word = why
    return reason.label.format(word=word) if reason is Reason.ALIKE else reason.label


def changed_words(hand: FileInHand) -> str:
    """How the headings differ from the last time; "" where they do not."""
    changed = hand.found.changed
    if changed is None:
        return ""
    said = [_("Rubrikerna är inte som förra gången ({name}).").format(name=changed.name)]
    if changed.added:
        said.append(_("Nya: {which}.").format(which=", ".join(changed.added)))
    if changed.gone:
        said.append(_("Borta: {which}.").format(which=", ".join(changed.gone)))
    return " ".join(said)


def notes(hand: FileInHand, report: Report) -> list[str]:
    """What is odd about the file, so that the person who confirms it knows."""
    found, said = hand.found, []
    if found.formulas:
        words = ngettext(
            "{n} cell är en formel. Det värde läses som Excel räknade ut senast.",
            "{n} celler är formler. De värden läses som Excel räknade ut senast.",
            found.formulas,
        )
        said.append(words.format(n=grouped(found.formulas)))
    if odd := min(found.mixed_lines):
        words = ngettext(
            "{n} rad är skriven i en annan teckenkodning än resten. Se efter att namnen stämmer.",
            "{n} rader är skrivna i en annan teckenkodning än resten. Se efter att namnen stämmer.",
            odd,
        )
        said.append(words.format(n=grouped(odd)))
    if report.estimated:
        words = ngettext(
            "Filen har bara frånvaro. Tiden på {n} elevdag är beräknad efter timplanen.",
            "Filen har bara frånvaro. Tiden på {n} elevdagar är beräknad efter timplanen.",
            report.estimated,
        )
        said.append(words.format(n=grouped(report.estimated)))
    if report.same and not (report.new or report.changed or report.deleted):
        said.append(_nothing_new(hand))
    return said


def _nothing_new(hand: FileInHand) -> str:
    """That all of the file is there."""
    if hand.kind is FileKind.PUPILS:
        return _("Alla elever i listan finns redan, i samma klasser.")
    return _("Allt i filen finns redan. Bara den dag som siffrorna gäller till och med kan ändras.")


def sum_words(report: Report) -> str:
    """Every row of the file accounted for, those left out by cause."""
    words = ngettext(
        "{rows} rad i filen = {imported} läses in + {rejected} avvisas + {excluded} utesluts",
        "{rows} rader i filen = {imported} läses in + {rejected} avvisas + {excluded} utesluts",
        report.rows,
    ).format(
        rows=grouped(report.rows),
        imported=grouped(report.imported),
        rejected=grouped(report.rejected),
        excluded=grouped(report.excluded),
    )
    if not report.excluded_by:
        return words
    causes = ", ".join(f"{why.label} {grouped(count)}" for why, count in report.excluded_by.items())
    return f"{words} ({causes})"


def absence_words(hand: FileInHand) -> str:
    """How much of the absence is giltig and ogiltig, or that the file does not tell."""
    if hand.away is None or hand.trial is None:
        return ""
    (valid, invalid), unit = hand.away, hand.trial.reading.unit.label
    if not hand.trial.reading.split_known:
        words = _("Frånvaro i filen: {total} {unit}. Filen skiljer inte giltig från ogiltig.")
        return words.format(total=grouped(valid + invalid), unit=unit)
    words = _("Frånvaro i filen: {valid} {unit} giltig och {invalid} {unit} ogiltig.")
    return words.format(valid=grouped(valid), invalid=grouped(invalid), unit=unit)


def difference_words(report: Report, is_list: bool) -> str:
    """What changed rows said and say, and what the file lacks; "" where there is neither."""
    said = []
    if report.relabelled:
        changes = ", ".join(f"{one.before} → {one.now} ({grouped(one.rows)})" for one in report.relabelled)
        said.append(_("Ändrade: {changes}.").format(changes=changes))
    if report.missing and not is_list:
        words = ngettext(
            "{n} lektion som redan är inläst finns inte i filen.",
            "{n} lektioner som redan är inlästa finns inte i filen.",
            report.missing,
        )
        said.append(words.format(n=grouped(report.missing)))
    return " ".join(said)


def foreign_words(report: Report, school: str) -> str:
    """Why the file may be another school's; "" where nothing says so."""
    if report.units:
        return _("Filen gäller {which}. Det här är {school}.").format(
            which=", ".join(report.units), school=school
        )
    if report.is_foreign:
        return _("Nästan ingen elev i filen finns här. Är det rätt skola?")
    return ""


def _sign(delimiter: str) -> str:
    return _(_SIGNS.get(delimiter, delimiter))
