package io.dither.choice;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracles.Oracles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** The choices of 752 Swiss travellers among train, Swissmetro and car (Bierlaire, Axhausen and Abay 2001). */
final class Swissmetro {
    static final List<String> ALTERNATIVES = List.of("TRAIN", "SM", "CAR");

    /** A line of the survey. */
    record Line(Map<String, Integer> columns, String[] cells) {
        double get(String column) {
            return Double.parseDouble(cells[columns.get(column)]);
        }

        /** The cost of an alternative, in 100 francs: none with a season ticket for all trains. */
        double cost(String alternative) {
            return alternative.equals("CAR") || get("GA") == 0 ? get(alternative + "_CO") / 100 : 0;
        }

        double time(String alternative) {
            return get(alternative + "_TT") / 100;
        }

        boolean isAvailable(String alternative) {
            return get(alternative + "_AV") != 0 && (alternative.equals("SM") || get("SP") != 0);
        }
    }

    private Swissmetro() {}

    /** Reads the lines that Biogeme's examples use. */
    static List<Line> lines() {
        String folder = System.getenv("DITHER_DATA");
        assumeTrue(folder != null, "DITHER_DATA names no folder of data");
        Path file = Path.of(folder, "swissmetro", "swissmetro.dat.gz");
        assumeTrue(Files.exists(file), "no Swissmetro");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String[] names = reader.readLine().split("\t");
            Map<String, Integer> columns =
                    IntStream.range(0, names.length).boxed().collect(Collectors.toMap(k -> names[k], k -> k));
            return reader.lines()
                    .map(line -> new Line(columns, line.split("\t")))
                    .filter(line -> line.get("CHOICE") != 0 && (line.get("PURPOSE") == 1 || line.get("PURPOSE") == 3))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the choices, with the features of each alternative. */
    static List<Observation> observations(
            List<ToDoubleBiFunction<Line, String>> features, ToDoubleFunction<Line> weight) {
        List<Observation> all = new ArrayList<>();
        for (Line line : lines()) {
            List<String> available =
                    ALTERNATIVES.stream().filter(line::isAvailable).toList();
            double[][] rows = new double[available.size()][features.size()];
            double[] y = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                String alternative = available.get(i);
                for (int k = 0; k < features.size(); k++) {
                    rows[i][k] = features.get(k).applyAsDouble(line, alternative);
                }
                y[i] = ALTERNATIVES.indexOf(alternative) + 1 == line.get("CHOICE") ? 1 : 0;
            }
            all.add(Observation.of(
                            "c" + all.size(),
                            Features.of(rows).withGroups(available.toArray(String[]::new)),
                            Oracles.argmax(rows.length),
                            y)
                    .withWeight(weight.applyAsDouble(line)));
        }
        return all;
    }

    /** Returns the names of the alternatives of a choice. */
    static List<String> alternatives(Observation observation) {
        return IntStream.range(0, observation.features().rows())
                .mapToObj(observation.features()::group)
                .toList();
    }

    static double only(String alternative, String own, double value) {
        return alternative.equals(own) ? value : 0;
    }

    /** The choices with the constants of train and car, time and cost. */
    static List<Observation> usual() {
        return observations(
                List.of(
                        (line, alternative) -> only(alternative, "TRAIN", 1),
                        (line, alternative) -> only(alternative, "CAR", 1),
                        Line::time,
                        Line::cost),
                line -> 1);
    }
}
