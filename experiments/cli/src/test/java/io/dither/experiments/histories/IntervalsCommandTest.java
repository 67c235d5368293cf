package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.ExampleFiles;
import io.dither.experiments.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntervalsCommandTest {
    @TempDir
    private Path folder;

    /** Versions of this program digest examples in different ways; the file says that they are the same. */
    @Test
    void aModelWithAnotherDigestIsRecognisedByItsFile() throws IOException {
        ExampleFiles files = new ExampleFiles(folder);
        Path choices = files.choices();
        assertEquals(
                0,
                files.choose(
                                "--features",
                                "price,minutes",
                                "--errors",
                                "none",
                                "--holdout",
                                "0",
                                "--out",
                                files.at("m"))
                        .code());
        Path model = folder.resolve("m/model.json");
        String text = Files.readString(model)
                .replaceFirst("(\"examplesSha256\"\\s*:\\s*)\"[0-9a-f]{64}\"", "$1\"" + "0".repeat(64) + "\"")
                .replaceFirst(",\\s*\"sha256\"\\s*:\\s*\"[0-9a-f]{64}\"(\\s*}\\s*)$", "$1");
        Files.writeString(model, text);
        Path other = Files.writeString(
                folder.resolve("other.csv"), Files.readString(choices).replace("tram", "train"));
        Outcome refused = Outcome.of("intervals", files.at("m"), "--data", other.toString());
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains("their SHA-256 is"), refused.err());
        Outcome measured = Outcome.of("intervals", files.at("m"), "--data", choices.toString());
        assertEquals(0, measured.code(), measured.err());
    }

    /** A loss without epsilon has no robust errors, but its model can be learnt again from resampled examples. */
    @Test
    void refitsGiveIntervalsUnderALossWithoutEpsilon() throws IOException {
        ExampleFiles files = new ExampleFiles(folder);
        String data = files.choices().toString();
        String[] usual = {"--features", "price,minutes", "--loss", "structured-hinge", "--epochs", "2", "--holdout", "0"
        };
        String[] learn = Stream.concat(Stream.of(usual), Stream.of("--errors", "none", "--out", files.at("m")))
                .toArray(String[]::new);
        assertEquals(0, files.choose(learn).code());
        Outcome refused = Outcome.of("intervals", files.at("m"), "--data", data);
        assertTrue(refused.err().contains("Maybe add --errors bootstrap"), refused.err());
        Outcome measured = Outcome.of("intervals", files.at("m"), "--data", data, "--errors", "bootstrap", "--json");
        assertEquals(0, measured.code(), measured.err());
        learn = Stream.concat(Stream.of(usual), Stream.of("--errors", "bootstrap", "--json"))
                .toArray(String[]::new);
        assertEquals(files.choose(learn).json().get("weights"), measured.json().get("weights"));
    }
}
