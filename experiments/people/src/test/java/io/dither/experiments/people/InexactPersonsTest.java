package io.dither.experiments.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.dither.experiments.Outcome;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleSession;
import io.dither.plugin.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions for persons by a solver that proves nothing, under the policy of the command. */
class InexactPersonsTest {
    @TempDir
    private Path folder;

    /** Takes the better of two alternatives, but leaves a gap. */
    private record Unproven() implements LinearOracle {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public OracleSession openSession() {
            return (theta, vertex) -> {
                vertex.clear();
                vertex.add(theta[0] < theta[1] ? 1 : 0, 1);
                vertex.gap(0.5);
            };
        }
    }

    private static final class Provider extends Recipe<LinearOracle> implements OracleProvider {
        Provider() {
            super("unproven", "one of two alternatives, without a proof", parameters -> new Unproven());
        }
    }

    private static Outcome run(String... arguments) {
        return Outcome.of(List.of(arguments), new AbstractModule() {
            @Override
            protected void configure() {
                Multibinder.newSetBinder(binder(), OracleProvider.class)
                        .addBinding()
                        .toInstance(new Provider());
            }
        });
    }

    @Test
    void theOptionTakesThePlaceOfThePolicyOfTheModel() throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,who,coordinate,decision,x"));
        for (int i = 0; i < 60; i++) {
            int chosen = (i + i / 7) % 3 == 0 ? 0 : 1;
            lines.add("e%d,p%d,0,%d,%d".formatted(i, i % 6, 1 - chosen, i % 5));
            lines.add("e%d,p%d,1,%d,%d".formatted(i, i % 6, chosen, (i + 3) % 4));
        }
        String data = "--data=" + Files.write(folder.resolve("people.csv"), lines);
        String model = folder.resolve("model").toString();
        Outcome learnt = Outcome.of(
                "learn",
                data,
                "--layout=long",
                "--oracle=argmax:n=2",
                "--person=who",
                "--tastes=normal",
                "--noise=gumbel",
                "--draws=16",
                "--holdout=0",
                "--out=" + model);
        assertEquals(0, learnt.code(), learnt.err());
        Path file = Path.of(model, "model.json");
        String changed = Files.readString(file).replace("argmax:n=2", "unproven");
        // without its checksum, the last member, the changed file is read
        Files.writeString(file, changed.replaceFirst(",\\s*\"sha256\"\\s*:\\s*\"[0-9a-f]+\"", ""));
        Outcome refused = run("predict", model, data);
        assertEquals(4, refused.code(), refused.toString());
        assertTrue(refused.err().contains("NOT_OPTIMAL"), refused.err());
        Outcome accepted = run("predict", model, data, "--inexact=accept");
        assertEquals(0, accepted.code(), accepted.err());
    }
}
