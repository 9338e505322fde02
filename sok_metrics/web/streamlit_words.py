"""The English words that Streamlit 1.67 puts on the screen itself, and what they are in our language."""

from sok_metrics.texts import _


def words() -> dict[str, str]:
    """Whole texts and their translations."""
    return _frame() | _inputs() | _tables() | _troubles()


def patterns() -> list[tuple[str, str]]:
    """Texts with a number or a name in them: a regular expression of JavaScript and what replaces it."""
    return [
        (r"^Press Enter to apply$", _("Druk op Enter")),
        (r"^Press (Ctrl|⌘)\+Enter to apply$", _("Druk op $1+Enter")),
        (r"^Press Enter to submit form$", _("Druk op Enter om te versturen")),
        (r"^Press (Ctrl|⌘)\+Enter to submit form$", _("Druk op $1+Enter om te versturen")),
        (r"^View (\d+) more$", _("Nog $1 tonen")),
        (r"^([\d.]+) ?([KMG]?B) per file$", _("$1 $2 per bestand")),
        (
            r"^(?:Error: )?File must be ([\d.]+) ?([KMG]?B) or smaller\.?$",
            _("Dit bestand is te groot: het mag hooguit $1 $2 zijn."),
        ),
        (r"^(?:Error: )?.+ files are not allowed\.?$", _("Dit soort bestand kan hier niet.")),
        (r"^Select (\d+) matches$", _("Kies alle $1")),
        (r"^day, (.+)$", _("dag, $1")),
        (r"^month, (.+)$", _("maand, $1")),
        (r"^year, (.+)$", _("jaar, $1")),
        (
            r"^The page that you have requested does not seem to exist.*$",
            _("De pagina die u zoekt, bestaat niet. U ziet nu de eerste pagina."),
        ),
        (r"^Page (\d+)$", _("Pagina $1")),
        # The buttons of a table, each followed by what the table is about.
        (r"^Show/hide columns: (.+)$", _("Kolommen kiezen: $1")),
        (r"^Download as CSV: (.+)$", _("Opslaan als CSV: $1")),
        (r"^Search: (.+)$", _("Zoeken: $1")),
        (r"^Fullscreen: (.+)$", _("Volledig scherm: $1")),
        (r"^Close fullscreen: (.+)$", _("Volledig scherm sluiten: $1")),
        (r"^Remove (.+)$", _("$1 weghalen")),
        (r"^Add: (.+)$", _("Toevoegen: $1")),
        (r"^Choose date, (.+)$", _("Kies een datum, $1")),
    ]


def _frame() -> dict[str, str]:
    """Around the page: menu, running, printing, full screen."""
    return {
        "Main menu": _("Menu"),
        "Rerun": _("Opnieuw laden"),
        "Always rerun": _("Altijd opnieuw laden"),
        "Clear cache": _("Geheugen leegmaken"),
        "Print": _("Afdrukken"),
        "Record screen": _("Scherm opnemen"),
        "Record a screencast": _("Scherm opnemen"),
        "Settings": _("Instellingen"),
        "About": _("Over dit programma"),
        "Theme": _("Kleuren"),
        "System": _("Zoals uw computer"),
        "Light": _("Licht"),
        "Dark": _("Donker"),
        "Dismiss": _("Sluiten"),
        "Get help": _("Hulp"),
        "Report a bug": _("Een fout melden"),
        "Running...": _("Bezig..."),
        "Stopping...": _("Stoppen..."),
        "Stop": _("Stoppen"),
        "Close": _("Sluiten"),
        "Cancel": _("Annuleren"),
        "Copy": _("Kopiëren"),
        "Copied": _("Gekopieerd"),
        "Copy to clipboard": _("Kopiëren"),
        "Fullscreen": _("Volledig scherm"),
        "Close fullscreen": _("Volledig scherm sluiten"),
        "Expand sidebar": _("Menu openen"),
        "Collapse sidebar": _("Menu sluiten"),
        "Sidebar": _("Menu"),
        "App pages": _("Pagina's"),
        "View less": _("Minder tonen"),
        "Navigate to home page": _("Naar het begin"),
        "Skip to main content": _("Naar de inhoud"),
        "Link to heading": _("Link naar dit kopje"),
        "Scroll tabs left": _("Tabbladen naar links"),
        "Scroll tabs right": _("Tabbladen naar rechts"),
        "Notifications": _("Meldingen"),
        "Toolbar action": _("Knop"),
        "Pagination": _("Bladeren"),
        "Next page": _("Volgende pagina"),
        "Previous page": _("Vorige pagina"),
    }


def _inputs() -> dict[str, str]:
    """In what people fill in: lists, dates, files."""
    return {
        "Choose an option": _("Maak een keuze"),
        "Choose options": _("Maak een of meer keuzes"),
        "Choose or add an option": _("Kies of voeg toe"),
        "Choose or add options": _("Kies of voeg toe"),
        "Add an option": _("Voeg iets toe"),
        "Add options": _("Voeg iets toe"),
        "No results": _("Niets gevonden"),
        "No options": _("Geen keuzes"),
        "No options to select": _("Er is niets om te kiezen"),
        "Select all": _("Alles kiezen"),
        "Select...": _("Maak een keuze"),
        "Type to search": _("Typ om te zoeken"),
        "Selectbox": _("Keuzelijst"),
        "Selectbox options": _("Keuzes"),
        "Multiselect options": _("Keuzes"),
        "Selected values": _("Gekozen"),
        "Open": _("Openen"),
        "Clear all": _("Alles wissen"),
        "Clear value": _("Wissen"),
        "Clear entry": _("Wissen"),
        "Clear date": _("Datum wissen"),
        "Clear dates": _("Datums wissen"),
        "Clear time": _("Tijd wissen"),
        "Show password": _("Wachtwoord tonen"),
        "Hide password": _("Wachtwoord verbergen"),
        "Increment": _("Hoger"),
        "Decrement": _("Lager"),
        "Invalid input.": _("Dit kan niet."),
        "Choose date": _("Kies een datum"),
        "Choose date range": _("Kies twee datums"),
        "Choose date and time": _("Kies een datum en tijd"),
        "Date range": _("Periode"),
        "Calendar": _("Kalender"),
        "Previous month": _("Vorige maand"),
        "Next month": _("Volgende maand"),
        "Use arrow keys to navigate dates. Enter to select. Escape to close.": _(
            "Ga met de pijltjes naar een datum. Kies met Enter. Sluit met Escape."
        ),
        "file upload": _("bestand kiezen"),
        "yyyy": _("jjjj"),
        "Upload": _("Bestand kiezen"),
        "Add files": _("Bestanden toevoegen"),
        "Drag and drop a file here": _("Sleep een bestand hierheen"),
        "Drag and drop files here": _("Sleep bestanden hierheen"),
        "Error uploading file": _("Het bestand is niet aangekomen"),
        "Download failed": _("Downloaden is niet gelukt"),
        "Thumbs up": _("Duim omhoog"),
        "Thumbs down": _("Duim omlaag"),
    }


def _tables() -> dict[str, str]:
    """On a table or chart: its buttons and the menu of a column."""
    return {
        "Download as CSV": _("Opslaan als CSV"),
        "Show/hide columns": _("Kolommen kiezen"),
        "Search": _("Zoeken"),
        "Close Search": _("Zoeken sluiten"),
        "Next Result": _("Volgende"),
        "Previous Result": _("Vorige"),
        "Sort ascending": _("Oplopend sorteren"),
        "Sort descending": _("Aflopend sorteren"),
        "Hide column": _("Kolom verbergen"),
        "Pin column": _("Kolom vastzetten"),
        "Unpin column": _("Kolom losmaken"),
        "Copy column name": _("Naam van de kolom kopiëren"),
        "Dataframe column menu": _("Menu van de kolom"),
        "Autosize": _("Breedte aanpassen"),
        "Format": _("Weergave"),
        "Add row": _("Regel toevoegen"),
        "Delete row(s)": _("Regels weghalen"),
        "Clear selection": _("Keuze wissen"),
        "Download plot as a PNG": _("Opslaan als afbeelding"),
        "Zoom": _("Inzoomen op een stuk"),
        "Pan": _("Schuiven"),
        "Zoom in": _("Inzoomen"),
        "Zoom out": _("Uitzoomen"),
        "Autoscale": _("Alles laten zien"),
        "Reset axes": _("Beginstand"),
        "No data": _("Geen gegevens"),
        "Empty": _("Leeg"),
        "Failed to load data": _("De gegevens zijn niet geladen"),
    }


def _troubles() -> dict[str, str]:
    """When something goes wrong between browser and server."""
    return {
        "Connecting": _("Verbinden"),
        "CONNECTING": _("VERBINDEN"),
        "Connecting to Streamlit server": _("Verbinden met het dashboard"),
        "Unable to connect to Streamlit server": _("Het dashboard antwoordt niet"),
        "Please wait...": _("Even geduld..."),
        "Connection error": _("Geen verbinding"),
        "Connection timed out.": _("Het dashboard antwoordt niet."),
        "Reconnected to server.": _("De verbinding is terug."),
        "Connection lost. Please wait for the app to reconnect, then try again.": _(
            "De verbinding is weg. Wacht tot die terug is en probeer het dan opnieuw."
        ),
        "Streamlit server is not responding. Are you connected to the internet?": _(
            "Het dashboard antwoordt niet. Staat het nog aan? En hebt u internet?"
        ),
        "Network error": _("Geen verbinding"),
        "Network issue": _("Geen verbinding"),
        "Error": _("Fout"),
        "Try again": _("Probeer het opnieuw"),
        "Page not found": _("Deze pagina bestaat niet"),
    }
