package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spreadsheets are learnt from and decided as the plain files that they could be. */
class SpreadsheetCommandTest {
    private static final String[] LEARN = {
        "learn",
        "--layout=long",
        "--oracle=argmax:n={d}",
        "--holdout=0",
        "--samples=2",
        "--iterations=5",
        "--errors=none"
    };

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(LEARN));
        all.addAll(List.of(arguments));
        return Outcome.of(all);
    }

    private static String plain() {
        StringBuilder text = new StringBuilder("example,coordinate,km,known,decision\n");
        for (int i = 0; i < 20; i++) {
            text.append("e%d,0,%d.5,%s,%s\n".formatted(i, i % 7, i % 3 == 0 ? "TRUE" : "FALSE", i % 4 == 0));
            text.append("e%d,1,%d.25,FALSE,%s\n".formatted(i, i % 5, i % 4 != 0));
        }
        return text.toString();
    }

    private static String german(String plain) {
        return "\uFEFF" + plain.replace(',', ';').replace('.', ',').replace("\n", "\r\n");
    }

    @Test
    void aSemicolonFileIsThePlainOne() throws IOException {
        Outcome one = run("--data=" + write("plain.csv", plain()));
        assertEquals(0, one.code(), one.err());
        String sheet = write("sheet.csv", german(plain()));
        Outcome other = run("--data=" + sheet, "--out=" + folder.resolve("model"));
        assertEquals("dither: " + sheet + ": read as columns between semicolons, with decimal commas\n", other.err());
        assertEquals(one.out(), other.out().substring(0, one.out().length()));
        String later = "example,coordinate,km,known\nn,0,1.5,true\nn,1,2.5,no\n";
        Outcome fromPlain =
                Outcome.of("predict", folder.resolve("model").toString(), "--data=" + write("later.csv", later));
        Outcome fromSheet = Outcome.of(
                "predict", folder.resolve("model").toString(), "--data=" + write("later.txt", german(later)));
        assertEquals(0, fromPlain.code(), fromPlain.err());
        assertEquals(fromPlain.out(), fromSheet.out());
        Outcome given = run("--data=" + sheet, "--separator=semicolon", "--decimal=point");
        assertEquals(3, given.code());
        assertEquals(
                1, given.err().lines().filter(line -> line.contains("'km'")).count(), given.err());
        assertTrue(
                given.err().contains("or --decimal comma (and 39 more like this, the last on line 41)"), given.err());
        assertEquals(2, run("--data=" + sheet, "--separator=xy").code());
    }
}
