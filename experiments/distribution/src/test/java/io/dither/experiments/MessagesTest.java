package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the command line says of bad arguments, as one committed file: each command line with its exit code and its message. Run
 * with {@code DITHER_UPDATE=1} in the environment to write it anew. It has caught stack traces, messages of two lines, and
 * parameters that were not named.
 */
class MessagesTest {
    private static final Path FILE = Path.of("src/test/messages.txt");
    private static final String PROMPT = "$ dither";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    @Test
    void messagesAreThoseOfTheFile() throws IOException {
        String known = Files.readString(FILE);
        String now = known.lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line + "\n" + answer(line) + "\n")
                .collect(Collectors.joining("\n"));
        if (System.getenv("DITHER_UPDATE") != null) {
            Files.writeString(FILE, now);
        } else {
            assertEquals(known, now);
        }
    }

    private static String answer(String line) {
        List<String> words = WORD.matcher(line.substring(PROMPT.length()))
                .results()
                .map(MessagesTest::word)
                .toList();
        Outcome outcome = Outcome.of(words.toArray(String[]::new));
        assertTrue(outcome.code() > 1 && outcome.code() <= 5, outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("dither: "), outcome.err());
        return outcome.code() + " " + outcome.err().strip();
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1);
    }
}
