package io.dither.experiments;

import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Histories in a folder, and {@code dither learn} from them.
 *
 * @param folder the folder of a test
 */
public record ExampleFiles(Path folder) {
    public String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Learns from the files of {@code learn --write-example}. */
    public Outcome town(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "learn",
                "--layout",
                "shared",
                "--coordinates",
                at("roads.csv"),
                "--features",
                "length,climb,lights",
                "--data",
                at("trips.csv"),
                "--oracle",
                "jgrapht-shortest-path:file=" + at("roads.csv") + ",format=csv,source={from},target={to}"));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    /** Writes 200 choices among two to four offers by Gumbel noise: weights 1 of the price, -1 of the minutes, 1 of the tram. */
    public Path choices() throws IOException {
        KeyedRandom random = new KeyedRandom(3);
        List<String> lines = new ArrayList<>(List.of("day,option,price,minutes,kind,chosen,cost"));
        double[] z = new double[1];
        for (int i = 0; i < 200; i++) {
            int size = 2 + i % 3;
            double[] score = new double[size];
            double[][] rows = new double[size][2];
            for (int j = 0; j < size; j++) {
                rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                Noise.gumbel().sample(random, z);
                score[j] = rows[j][0] - rows[j][1] + (j == 0 ? 1 : 0) + z[0];
            }
            double best = Arrays.stream(score).max().orElseThrow();
            for (int j = 0; j < size; j++) {
                lines.add(String.format(
                        Locale.ROOT,
                        "d%d,%d,%s,%s,%s,%d,%s",
                        i,
                        j,
                        rows[j][0],
                        rows[j][1],
                        j == 0 ? "tram" : "bus",
                        score[j] == best ? 1 : 0,
                        rows[j][0] - rows[j][1] + (j == 0 ? 1 : 0)));
            }
        }
        return Files.write(folder.resolve("choices.csv"), lines);
    }

    /** Learns from {@link #choices}. */
    public Outcome choose(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "learn",
                "--layout",
                "long",
                "--data",
                at("choices.csv"),
                "--example",
                "day",
                "--coordinate",
                "option",
                "--decision",
                "chosen",
                "--oracle",
                "argmax:n={d}",
                "--noise",
                "gumbel"));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }
}
