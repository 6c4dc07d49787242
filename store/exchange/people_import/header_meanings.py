"""Meanings of the headers of people's sheets: plain ones, HR systems', forms', Google's and Outlook's, in eight languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.core.old_names import PEOPLE_HEADERS
from store.core.text import normalize
from store.exchange.people_import.consent_answers import asks_for_consent
from store.exchange.people_import.import_fields import CONSENT, FIELD_LABELS

HEADER_WITHIN = 10
"""Among how many filled rows at the top the header is looked for."""
NO_FIELD = ""
"""What a header means that is known and that no field holds: a number, a company, a birthday."""


class Meaning(NamedTuple):
    """What a header stands for."""

    field: str
    rank: int
    """How telling the word is; 0 most."""
    mark: str = ""
    """``?`` of a word that may as well be a job, a question or a note; ``~`` of one that counts only where all its values
    fit; ``<`` of names that begin with the family name."""

    @property
    def sure(self) -> bool:
        """Whether the word alone makes a header."""
        return self.mark in ("", "<") and self.field != NO_FIELD


# The words for each field, the more telling first: English, German, French, Spanish, Italian, Dutch, Polish, Portuguese.
_WORDS: dict[str, tuple[str, ...]] = {
    "name": (
        "full name, name, display name, employee name, volunteer name, trainer name, contact name, first and last name, "
        "first name and last name, first name last name, name and surname, full legal name, legal name, preferred name, worker, "
        "respondent name, payroll name, person?, employee?, volunteer?, trainer?, member?, participant?, colleague?, attendee?, team member?, staff member?, staff?, employee names?, people?, employees?, volunteers?, trainers?, members?, participants?, colleagues?, attendees?, "
        "names, person name",
        "vollständiger name, anzeigename, vor- und nachname, vorname und nachname, vorname nachname, vor- und zuname, vor- & nachname, "
        "mitarbeiter?, mitarbeiterin?, mitarbeitername, teilnehmer?, teilnehmende?, namen, name des mitarbeiters",
        "nom, nom complet, prénom nom, prénom et nom, nom d'affichage, nom de l'employé, nom du salarié, salarié?, collaborateur?",
        "nombre, nombre completo, nombre y apellidos, nombre y apellido, nombre apellidos, nombre para mostrar, "
        "nombre del empleado, empleado?, colaborador?",
        "nome, nome completo, nome e cognome, nome cognome, nome visualizzato, nominativo, dipendente?, nome dipendente",
        "naam, volledige naam, voor- en achternaam, voornaam en achternaam, weergavenaam, naam medewerker, medewerker?",
        "imię i nazwisko, imię nazwisko, imiona i nazwisko, pełna nazwa, nazwa wyświetlana, pracownik?",
        "wie heißt du, wie heißen sie, comment vous appelez-vous, cómo te llamas, come ti chiami, hoe heet je, jak się nazywasz, "
        "como se chama, nome e sobrenome, nome e apelido, nome de exibição, nome do funcionário, nome do colaborador, funcionário?",
        "last name first name<, last first<, lastname firstname<, surname first name<, surname forename<, surname given name<, "
        "surname name<, family name given name<, name vorname<, nachname vorname<, familienname vorname<, "
        "nom prénom<, nom de famille prénom<, cognome nome<, cognome e nome<, achternaam voornaam<, naam voornaam<, "
        "nazwisko imię<, nazwisko i imię<, apellidos nombre, apellidos y nombre, apellido y nombre, nom et prénom, "
        "sobrenome nome",
    ),
    "first_name": (
        "first name, given name, forename, first, legal first name, preferred first name, first name employee, vorname, rufname",
        "prénom, prénoms, nombre de pila, primer nombre, nome di battesimo, voornaam, roepnaam, imię, imiona, "
        "nome próprio, primeiro nome",
    ),
    "middle_name": (
        "middle name, additional name, middle initial, mi, weitere vornamen, zweiter vorname",
        "deuxième prénom, autres prénoms, segundo nombre, secondo nome, tweede voornaam, tussenvoegsel, drugie imię, "
        "nome do meio, segundo nome",
    ),
    "last_name": (
        "last name, family name, surname, last, sn, legal last name, last name employee, nachname, familienname, zuname",
        "nom de famille, nom d'usage, apellidos, apellido, primer apellido, cognome, achternaam, familienaam, nazwisko, "
        "sobrenome, apelido, último nome",
    ),
    "email": (
        "email, work email, business email, email work, email address, work email address, email value, company email, "
        "primary work email, business email address, email id, corporate email, "
        "primary email, mail, mail address, user principal name, upn, smtp address, primary smtp address, username~",
        "email-adresse, mailadresse, dienstliche email, email dienstlich, email geschäftlich, dienstliche email-adresse, "
        "geschäftliche email, geschäftliche email-adresse",
        "adresse de messagerie, adresse électronique, adresse email, adresse mail, courriel, adresse courriel, email professionnel, "
        "email pro",
        "correo electrónico, dirección de correo electrónico, correo, dirección de correo, dirección email, correo corporativo, "
        "email corporativo",
        "indirizzo email, indirizzo di posta elettronica, indirizzo posta elettronica, posta elettronica, indirizzo mail, email aziendale",
        "emailadres, mailadres, zakelijk emailadres, werk email",
        "adres email, adres poczty elektronicznej, email służbowy, służbowy adres email, poczta elektroniczna",
        "endereço de email, endereço de correio eletrónico, endereço de correio eletrônico, correio eletrónico, "
        "correio eletrônico, endereço email",
    ),
    "department": (
        "department, dept, department name, organization department, organisation department, home department, "
        "business unit, org unit, organizational unit, organisational unit, unit, division, supervisory organization, "
        "department team, dept team, home department description, department description, team?",
        "abteilung, abt, fachabteilung, abteilungsname, bereich, fachbereich, geschäftsbereich, organisationseinheit, referat",
        "service, département, direction?, unité?, équipe?",
        "departamento, área?, unidad?, sección, equipo?",
        "reparto, dipartimento, ufficio?, area?",
        "afdeling, bedrijfsonderdeel",
        "dział, wydział, departament, jednostka organizacyjna",
        "setor, secção, unidade?, equipe?, equipa?",
    ),
    "job": (
        "business title, job title, job title description, job, organization title, organisation title, position, position title, designation, job role, "
        "job profile, job position, role?, occupation, profession, title~",
        "jobtitel, stellenbezeichnung, berufsbezeichnung, funktion, stelle, position (titel), rolle?, beruf, titel~",
        "fonction, poste, intitulé du poste, intitulé de poste, métier, emploi, titre~",
        "puesto, cargo, puesto de trabajo, profesión, ocupación, título~",
        "mansione, qualifica, ruolo?, posizione, professione, posizione lavorativa, titolo~",
        "functie, functietitel, functienaam, beroep, titel~",
        "stanowisko, stanowisko służbowe, zawód, nazwa stanowiska, tytuł~",
        "função, profissão, ocupação",
    ),
    "phone": (
        "phone, phone number, business phone, work phone, office phone, phone value, telephone, telephone number, tel, mobile?, "
        "mobile phone, mobile number, biz phone, cell, cell phone, primary phone, primary work phone",
        "telefon, telefonnummer, tel-nr, tel nummer, telefon geschäftlich, telefon dienstlich, durchwahl, mobil?, mobiltelefon, mobilnummer, handy, "
        "handynummer",
        "téléphone, téléphone bureau, téléphone professionnel, numéro de téléphone, tél, tél mobile, téléphone mobile, portable?",
        "teléfono, teléfono del trabajo, número de teléfono, teléfono móvil, móvil?",
        "telefono, telefono ufficio, numero di telefono, cellulare, telefono cellulare",
        "telefoon, telefoonnummer, telefoon op werk, mobiel?, mobiele telefoon",
        "telefon służbowy, numer telefonu, telefon komórkowy",
        "telefone, telefone comercial, número de telefone, telemóvel, celular",
    ),
    "manager": (
        "manager?, manager's name, manager name, name of manager, line manager, supervisor?, supervisor name, reports to, "
        "reports to name, reporting to, reporting manager, direct manager, worker's manager",
        "vorgesetzter?, vorgesetzte?, führungskraft?, name des/der vorgesetzten, name des/r vorgesetzten, name des vorgesetzten, "
        "direkter vorgesetzter, vorgesetzter name",
        "responsable?, nom du responsable, manager direct, supérieur hiérarchique, chef?, n+1",
        "nombre del jefe, jefe?, responsable directo, supervisor directo, nombre del supervisor",
        "responsabile?, nome del responsabile, nome responsabile, superiore?",
        "leidinggevende?, naam leidinggevende, naam manager",
        "przełożony?, kierownik?, bezpośredni przełożony",
        "gestor?, nome do gestor, gerente?, chefia?, superior hierárquico, nome do gerente",
    ),
    "topics": (
        "topics, topic, skills, expertise, subjects, areas of expertise, can teach, could teach, teach~, train~, topics teach, "
        "topics train, topics share, subjects teach, share~",
        "themen, thema, kompetenzen, kenntnisse, fachgebiet, fachgebiete, schulungsthemen, schulen~, unterrichten~",
        "sujets, thèmes, thème, compétences, domaines d'expertise",
        "temas, tema, habilidades, competencias",
        "argomenti, competenze, temi",
        "onderwerpen, vaardigheden, expertises",
        "tematy, temat, umiejętności, kompetencje",
        "tópicos, competências",
    ),
    "delivery": ("delivery, delivery method, formats, format, delivery formats",),
    "tags": (
        "tags, labels, group membership, groups, categories, category, schlagwörter, gruppen, kategorien",
        "catégories, categorías, categorie, categorieën, kategorie, categorias, étiquettes, etiquetas",
    ),
    "met_on": (
        "interested since, met on, interest date, date of interest, first contact, signed up on, sign-up date, signup date, "
        "submitted at?, submission date?, date submitted?, timestamp~, completion time~, submitted~, signed up~, registered~, registration date~, registered on~, volunteer since~, member since~, interessiert seit, "
        "erstkontakt, anmeldedatum",
        "zeitstempel~, fertigstellungszeit~, abschlusszeit~, horodateur~, heure de fin~, marca temporal~, "
        "hora de finalización~, informazioni cronologiche~, ora di completamento~, tijdstempel~, tijd van voltooien~, "
        "sygnatura czasowa~, godzina ukończenia~, carimbo de data/hora~, hora de conclusão~",
        "start time~, startzeit~, heure de début~, hora de inicio~, ora di inizio~, begintijd~, godzina rozpoczęcia~, "
        "hora de início~",
    ),
    "yes_on": (
        "consent recorded on, consent on, date of consent, yes on, said yes on, yes date, date of yes, consent date, "
        "zusage am, zugesagt am",
    ),
    "yes_words": ("consent note, consent, their words",),
    "may_be_listed_on": ("may be listed since, may be listed on",),
    "may_be_listed_words": ("may be listed: note, note on consent to be listed",),
    "quiet_until": ("ask again on, do not contact before",),
    "notes": (
        "notes?, note?, comments?, comment?, remarks?, any comments?, comments or questions?, questions or comments?, "
        "questions comments?, comments questions?, other comments?, additional comments?, further comments?, anything else?, "
        "anything else you want to tell us?, anything else we should know?, anything else to add?, anything else like tell?",
        "notizen?, notiz?, bemerkung?, bemerkungen?, kommentar?, kommentare?, anmerkung?, anmerkungen?, weitere anmerkungen?, "
        "sonstiges?",
        "remarques?, commentaires?, commentaire?, notas?, comentarios?, observaciones?, note aggiuntive?, commenti?, "
        "osservazioni?, opmerkingen?, opmerking?, uwagi?, notatki?, komentarz?, komentarze?, comentários?, observações?",
    ),
    "stage": ("stage, pipeline stage, status~, phase~, stufe~",),
    "stage_since": ("stage since, in stage since, since~, seit~",),
    NO_FIELD: (
        "samaccountname, employee number, employee id, employee no, personnel number, staff id, staff number, worker id, user id, person id, "
        "person id external, employee code, payroll id, badge, id, no, nr, number, row, response id, respondent id, "
        "submission id, personalnummer, mitarbeiternummer, personal-nr, matricule, numéro, número de empleado, "
        "matricola, personeelsnummer, numer pracownika, numer ewidencyjny, matrícula",
        "company, company name, organization, organisation, organization name, organisation name, employer, legal entity, "
        "legal employer, firma, unternehmen, société, entreprise, organización, empresa, azienda, società, "
        "bedrijf, organisatie, organizacja, organização",
        "location, office, office location, site, city, town, state, country, region, address, street, postal code, zip, "
        "work location, standort, ort, stadt, land, straße, ville, pays, adresse, lieu, site de travail, ciudad, "
        "país, dirección, ubicación, città, paese, sede, plaats, land, locatie, miasto, kraj, lokalizacja, cidade, localização",
        "gender, sex, birthday, date of birth, birth date, pronouns, nationality, language, salutation, prefix, name prefix, suffix, "
        "name suffix, nickname, geschlecht, geburtstag, geburtsdatum, anrede, civilité, date de naissance, "
        "tratamiento, fecha de nacimiento, titolo di cortesia, data di nascita, aanhef, geboortedatum, zwrot "
        "grzecznościowy, data urodzenia, data de nascimento, maiden name, geburtsname",
        "hire date, start date, termination date, original hire date, employment status, employment type, worker type, "
        "job code, job family, cost center, cost centre, eintrittsdatum, einstellungsdatum, kostenstelle, "
        "beschäftigungsart, date d'embauche, date d'entrée, fecha de contratación, fecha de alta, data di assunzione, "
        "datum in dienst, data zatrudnienia, data de admissão",
        "session, course, training, workshop, rating, manager email, manager's email, manager email address, supervisor email, manager id, manager employee id, "
        "supervisor id, email type, email display name, assistant, assistant's name, spouse, file as, personal email, home email, "
        "email privat, private email, email-typ, email: angezeigter name, emergency contact, emergency contact name, "
        "score, quiz feedback, total points, last modified time, points, feedback",
    ),
}
_MARKS = "?~<"
_LONGEST_QUESTION = 400

# What questions are made of besides the word that counts, in the same languages.
_ASIDE = frozenset(
    normalize(
        "what which who is are was do does did you your yours the a an of in at for to from our us me my we i d ll re ve please "
        "enter give select choose tell type write provide state fill currently work working would could can like love want "
        "able happy be part belong here all that apply own official corporate this these any "
        "was wie welche welcher welches welchem wer ist sind du dein deine deinen deiner ihr ihre ihren ihrer sie bist der die das "
        "den dem lautet lauten heißt bitte geben angeben arbeiten arbeitest gehörst an zu könntest kannst können möchtest "
        "quel quelle quels quelles est sont votre vos ton ta tes le la les l de du des vous êtes veuillez indiquer indiquez "
        "saisir dans tu travaillez "
        "cuál cual es son su sus tus el los las en usted qué que por favor indica indique escribe trabajas trabaja "
        "qual quale è sono il lo gli tuo tua suo sua vostro vostra che cosa inserisci inserire indica lavori "
        "wat welk welke jouw je uw het op bij werk werkt vul graag jullie "
        "jaki jaka jakie jest twój twoja twoje pana pani podaj proszę w którym "
        "quais é o os seu sua teu tua meu em você insira informe trabalha"
    ).split()
)


_NUMBERED = re.compile(r"^\s*[#№]|[#№]\s*$")
_NUMBER = re.compile(r"\bn[or]?[.°º]\s*$", re.IGNORECASE)
_LAST_RANK = 1000
_TELLING = {
    field: frozenset(normalize(words).split())
    for field, words in {
        "topics": "topic topics thema themen themenwunsch wunschthema sujets thèmes temas tema argomenti onderwerpen tematy tópicos",
        "department": "department abteilung département departamento dipartimento afdeling dział",
    }.items()
}
"""Words that say what a longer header is about."""
_ABOUT_IT = frozenset(
    ("head", "leiter", "leiterin", "leitung", "code", "id", "number", "nr", "nummer", "email", "how", "many")
)
"""Words that ask for something about it, not for itself."""
_MANAGERS = frozenset(
    normalize(
        "manager managers supervisor supervisors vorgesetzte vorgesetzter vorgesetzten führungskraft jefe superviseur leidinggevende "
        "przełożonego gestor"
    ).split()
)


def key(header: str) -> str:
    """A header as it is compared, without case, accents and punctuation."""
    return "".join(filter(str.isalnum, normalize(header)))


def _listed(words: Iterable[str]) -> Iterable[str]:
    return (word.strip() for line in words for word in line.split(",") if word.strip())


def _all_meanings() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for field, words in _WORDS.items():
        for rank, word in enumerate([*_listed(words), *PEOPLE_HEADERS.get(field, ())]):
            sure = word.rstrip(_MARKS)
            found.setdefault(key(sure), Meaning(field, rank, word[len(sure) :][:1]))
    return {key(label): Meaning(field, 0) for field, label in FIELD_LABELS.items()} | found


_MEANINGS = _all_meanings()


@lru_cache(4096)
def meaning(header: str) -> Meaning | None:
    """What a header means, or None where it is not known.

    Numbers in it (‘Email 2 Address’) and what stands in brackets (‘Name (as in the directory)’) do not matter, nor do the
    words that make a question of it (‘What is your name?’). ‘Employee #’ is a number, whatever else it names.
    """
    if len(header) > _LONGEST_QUESTION:
        return None
    bare = re.sub(r"[(\[].*?[)\]]", " ", header)
    if _NUMBERED.search(bare) and key(bare):
        return Meaning(NO_FIELD, 0)
    if found := _MEANINGS.get(key(header)):
        return found
    if _NUMBER.search(bare):
        return Meaning(NO_FIELD, 0)
    for text in (re.sub(r"\d+", "", header), bare, header.rpartition(":")[2], _asked_for(bare)):
        if found := _MEANINGS.get(key(text)):
            return found
    if asks_for_consent(header):
        return Meaning(CONSENT, 0, "~")
    return _told_by_a_word(bare)


def _asked_for(question: str) -> str:
    """The words of a question that count: ‘department’ of ‘Which department are you in?’."""
    words = re.findall(r"[^\W\d_]+", normalize(question))
    return " ".join(word for word in words if word not in _ASIDE)


def _told_by_a_word(header: str) -> Meaning | None:
    """What a longer header is about, by one word of it: topics, departments, or a fact about their manager."""
    words = {*re.findall(r"[^\W\d_]+", normalize(header))}
    if words & _MANAGERS:
        return Meaning(NO_FIELD, 0)
    if words & _ABOUT_IT:
        return None
    about = next((field for field, told in _TELLING.items() if words & told), "")
    return Meaning(about, _LAST_RANK, "?") if about else None


def header_words(row: Sequence[str]) -> int:
    """How many cells of a row are words that only a header has."""
    return sum(1 for cell in row if len(cell) < 80 and (found := meaning(cell)) and found.sure)
