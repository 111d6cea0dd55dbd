/** The German sentences about what `explain` was given. */

/** What is said where nothing was found. */
export interface NothingFound {
  path(text: string, example: string): string;
  text(source: string | undefined): string;
}

export const NOTHING_FOUND_DE: NothingFound = {
  path: (text, example) =>
    `Es gibt keine Datei ${text}, und in diesen Worten steht keine SMTP-Antwort. Prüfen Sie den Pfad, oder geben Sie die Antwort an: ${example}`,
  text: (source) =>
    `${source === undefined ? "In diesem Text" : source === "Standard input" ? "In der Standardeingabe" : `In ${source}`} steht weder eine SMTP-Antwort noch ein Verbindungsfehler. Geben Sie Code und Text der Antwort an, zum Beispiel "550 5.1.1 No such user". Schreiben Sie "SMTP-Fehler 550", wenn Sie nur die Zahl haben.`,
};

export const missingFile = (path: string, example: string): string =>
  `Es gibt keine Datei ${path}. Prüfen Sie den Pfad, oder geben Sie die Antwort selbst an: ${example}`;
