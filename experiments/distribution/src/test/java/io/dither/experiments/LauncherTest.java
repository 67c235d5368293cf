package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.run.Experiment;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script knows what needs no PyTorch: what it says agrees with what there is. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("src/main/launcher/dither");

    /** The words of the line that leads to the class path without PyTorch and holds one of them. */
    private static Set<String> lightWordsBeside(String word) throws IOException {
        List<String> lines = Files.readAllLines(SCRIPT).stream()
                .map(String::trim)
                .filter(line -> line.endsWith(") return 1 ;;") && line.contains(word))
                .toList();
        assertEquals(1, lines.size(), lines.toString());
        return Stream.of(lines.get(0).replaceFirst("\\).*", "").split("\\|"))
                .map(String::trim)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyExperimentThatTrainsNoNetworkStartsWithoutPyTorch() throws IOException {
        Set<String> light = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (Registration<Experiment> found : PluginCatalogue.discover().registrations(Experiment.class)) {
            Experiment experiment = found.provider();
            boolean isDeep = Stream.of("vision", "warcraft")
                    .anyMatch(experiment.getClass().getPackageName()::endsWith);
            all.add(experiment.id());
            if (!isDeep) {
                light.add(experiment.id());
            }
        }
        assertEquals(13, all.size(), all.toString());
        assertEquals(light, lightWordsBeside("unsupervised"));
    }

    @Test
    void everyOtherCommandIsKnownOrStartsWithAll() throws IOException {
        Set<String> known = lightWordsBeside("perturb");
        known.addAll(lightWordsBeside("learn"));
        assertTrue(known.contains("bench") && !known.contains("run") && !known.contains("rerun"), known.toString());
        Outcome help = Outcome.of("--help");
        known.forEach(command -> assertTrue(help.out().contains("  " + command), command));
    }
}
