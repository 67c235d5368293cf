package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.Progress;
import io.dither.inject.DitherSeed;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Recipe;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that embeds the command line and binds its own plugins and progress. */
class WiringTest {
    private final List<String> tasks = new ArrayList<>();

    private final class Application extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), OracleProvider.class)
                    .addBinding()
                    .to(Seeded.class);
            Multibinder.newSetBinder(binder(), NoiseProvider.class).addBinding().to(Own.class);
            OptionalBinder.newOptionalBinder(binder(), Progress.Bars.class)
                    .setBinding()
                    .toInstance((task, steps, quiet) -> {
                        tasks.add(task + " " + steps);
                        return Progress.start(task, steps, true);
                    });
        }
    }

    private static final class Seeded extends Recipe<LinearOracle> implements OracleProvider {
        @Inject
        Seeded(@DitherSeed long seed) {
            super("seeded", "as long as the seed of the command", p -> LinearOracle.of((int) seed, theta -> theta));
        }
    }

    private static final class Own extends Recipe<Noise> implements NoiseProvider {
        @Inject
        Own() {
            super("own-noise", "logistic by another name", p -> Noise.logistic());
        }
    }

    @Test
    void textsNameWhatTheApplicationBinds() throws IOException {
        JsonNode perturbed = Outcome.of(
                        List.of(
                                "perturb",
                                "--oracle=product:of=(seeded;seeded)",
                                "--noise=own-noise",
                                "--seed=2",
                                "--threads=2",
                                "--theta=1,2,3,4",
                                "--json"),
                        new Application())
                .json();
        assertEquals(4, perturbed.get("argmax").size());
        assertEquals(2, Outcome.of("perturb", "--oracle=seeded", "--theta=1").code());
    }

    @Test
    void aProviderThatIsNotMadeIsNamed() {
        Outcome outcome = Outcome.of(List.of("noises"), new AbstractModule() {
            @Override
            protected void configure() {
                Multibinder.newSetBinder(binder(), NoiseProvider.class)
                        .addBinding()
                        .toProvider(() -> {
                            throw new InvalidArgumentException("the licence has expired", "Maybe renew it");
                        });
            }
        });
        assertEquals(2, outcome.code());
        assertEquals("dither: the licence has expired. Maybe renew it.\n", outcome.err());
    }

    @Test
    void listsShowWhatTheApplicationBinds() {
        Outcome listed = Outcome.of(List.of("noises"), new Application());
        assertTrue(listed.out().contains("own-noise"), listed.toString());
    }

    @Test
    void progressIsTheApplications() {
        Outcome outcome = Outcome.of(
                List.of(
                        "bench",
                        "--rows=argmax-10",
                        "--variants=forward",
                        "--threads=1",
                        "--forks=0",
                        "--seconds=0.01"),
                new Application());
        assertEquals(0, outcome.code(), outcome.toString());
        assertEquals(List.of("measuring 1"), tasks);
    }

    @Test
    void progressOfAnExperimentIsTheApplicationsToo(@TempDir Path folder) {
        String[] small = {"--grid=3x3", "--train=40", "--test=10", "--epochs=2", "--out=" + folder};
        List<String> arguments = new ArrayList<>(List.of("run", "shortest-path"));
        arguments.addAll(List.of(small));
        assertEquals(0, Outcome.of(arguments, new Application()).code());
        assertEquals(List.of("shortest-path 2"), tasks);
    }

    @Test
    void anOverflowOfASolverInALossOfThePaperIsAFailureOfTheSolver(@TempDir Path folder) throws IOException {
        Path data = Files.writeString(folder.resolve("costs.csv"), "id,option,x,price\na,0,1,2\na,1,2,1\n");
        LinearOracle overflowing = LinearOracle.of(2, theta -> {
            throw new StackOverflowError();
        });
        Outcome outcome = Outcome.of(
                List.of(
                        "learn",
                        "--data=" + data,
                        "--layout=long",
                        "--example=id",
                        "--coordinate=option",
                        "--features=x",
                        "--cost=price",
                        "--loss=perturbation-gradient:width=0.1",
                        "--oracle=overflowing",
                        "--holdout=0"),
                new AbstractModule() {
                    @Override
                    protected void configure() {
                        Multibinder.newSetBinder(binder(), OracleProvider.class)
                                .addBinding()
                                .toInstance(OracleProvider.of("overflowing", "has no end", p -> overflowing));
                    }
                });
        assertEquals(4, outcome.code(), outcome.toString());
        assertTrue(outcome.err().startsWith("dither: FAILED: "), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }
}
