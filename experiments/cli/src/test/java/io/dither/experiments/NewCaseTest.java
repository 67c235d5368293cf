package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.setup.RowPredictor;
import io.dither.learn.Forecast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case that is not decided yet has no column of what was decided, whatever that is called, nor of what only learning knows. */
class NewCaseTest {
    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('/', '\n') + "\n")
                .toString();
    }

    private String model() {
        return folder.resolve("model").toString();
    }

    /** Days on which one of two drivers is assigned. */
    private String learn() throws IOException {
        StringBuilder lines = new StringBuilder("day,driver,km,assigned,paid,who,often,when");
        for (int i = 0; i < 30; i++) {
            int chosen = i % 5 == 0 ? 1 : 0;
            String rest = "," + i % 3 + ",p" + i % 4 + ",1,2026-01-%02d".formatted(i + 1);
            lines.append("/d%d,0,%d,%d%s".formatted(i, 1 + i % 4, 1 - chosen, rest));
            lines.append("/d%d,1,%d,%d%s".formatted(i, 3 + i % 3, chosen, rest));
        }
        String data = write("days.csv", lines.toString());
        Outcome learnt = Outcome.of(
                "learn",
                "--layout=long",
                "--data=" + data,
                "--oracle=argmax:n={d}",
                "--example=day",
                "--coordinate=driver",
                "--decision=assigned",
                "--cost=paid",
                "--person=who",
                "--weight=often",
                "--time=when",
                "--features=km",
                "--holdout=0",
                "--errors=none",
                "--out=" + model());
        assertEquals(0, learnt.code(), learnt.err());
        return data;
    }

    private String decisions(String rows) throws IOException {
        Outcome outcome = Outcome.of("predict", model(), "--data=" + write("new.csv", rows));
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("", outcome.err());
        return outcome.out();
    }

    @Test
    void itIsDecidedAndExplained() throws IOException {
        learn();
        String bare = "day,driver,km/n1,0,4/n1,1,2";
        String blank = "day,driver,km,assigned,paid,who,often,when/n1,0,4,,,,,/n1,1,2,,,,,";
        String zeros = "day,driver,km,assigned/n1,0,4,0/n1,1,2,0";
        String decided = decisions(bare);
        assertTrue(decided.contains("n1,1,1.0"), decided);
        assertEquals(decided, decisions(blank));
        assertEquals(decided, decisions(zeros));
        try (RowPredictor predictor = RowPredictor.open(Path.of(model()))) {
            List<Map<String, Object>> rows = new ArrayList<>();
            rows.add(Map.of("day", "n1", "driver", 0, "km", 4));
            rows.add(Map.of("day", "n1", "driver", 1, "km", 2, "assigned", ""));
            assertEquals(
                    "1",
                    predictor
                            .decide(rows, new Forecast.Request(false, 0, 1, 0))
                            .get(0)
                            .decision());
        }
        for (String rows : List.of(bare, blank)) {
            Outcome explained = Outcome.of("explain", model(), "--data=" + write("new.csv", rows), "--example=n1");
            assertEquals(0, explained.code(), explained.err());
            assertTrue(explained.out().contains("likeliest other"), explained.out());
        }
    }

    @Test
    void itCannotBeEvaluated() throws IOException {
        String data = learn();
        assertEquals(0, Outcome.of("evaluate", model(), "--data=" + data).code());
        String bare = write("bare.csv", "day,driver,km,who,often/n1,0,4,p1,1/n1,1,2,p1,1");
        Outcome refused = Outcome.of("evaluate", model(), "--data=" + bare);
        assertEquals(3, refused.code());
        assertTrue(refused.err().contains("has no column 'assigned'"), refused.err());
        String blank = write("blank.csv", "day,driver,km,who,often,assigned/n1,0,4,p1,1,/n1,1,2,p1,1,");
        refused = Outcome.of("evaluate", model(), "--data=" + blank);
        assertEquals(3, refused.code());
        assertTrue(refused.err().contains("column 'assigned' is empty"), refused.err());
    }

    @Test
    void timesOfAnotherFormAreRefusedBeforeTheyAreSorted() throws IOException {
        String data = write("t.csv", "example,x,decision,when/a,1,0,05.03.2026/b,2,1,08.10.2025/c,3,0,09.10.2025");
        Outcome refused = Outcome.of("learn", "--data=" + data, "--oracle=argmax:n=2", "--time=when");
        assertEquals(3, refused.code());
        assertTrue(refused.err().contains("t.csv:2: column 'when' holds '05.03.2026'"), refused.err());
        assertTrue(refused.err().contains("Maybe 2026-03-05"), refused.err());
    }
}
