package io.dither.experiments.choice;

import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Made choices among bus, car and train, wide and long: utilities 0.5 car - 1 time - 2 cost; trains are not always there. */
final class Offers {
    static final List<String> NAMES = List.of("bus", "car", "train");
    static final String[] WIDE = {
        "--choice",
        "mode",
        "--alternatives",
        "1=bus,2=car,3=train",
        "--available",
        "{alt}_av",
        "--example",
        "id",
        "--utility",
        "asc + time_{alt} + cost_{alt}"
    };
    static final String[] LONG = {
        "--choice",
        "chosen",
        "--alternative",
        "mode",
        "--available",
        "av",
        "--example",
        "id",
        "--utility",
        "asc + time + cost"
    };

    private Offers() {}

    /** Writes wide.csv, long.csv and new.csv, which has no choices. */
    static void write(Path folder, int choices) {
        KeyedRandom random = new KeyedRandom(5);
        List<String> wide = new ArrayList<>(
                List.of(
                        "id,person,group,mode,bus_av,car_av,train_av,time_bus,time_car,time_train,cost_bus,cost_car,cost_train"));
        List<String> lines = new ArrayList<>(List.of("id,person,group,mode,chosen,av,time,cost"));
        List<String> open = new ArrayList<>(List.of(wide.get(0).replace("mode,", "")));
        for (int i = 0; i < choices; i++) {
            String id = "c" + i;
            String who = "p" + i / 4 + "," + (i % 2 == 0 ? "old" : "young");
            double[] scores = new double[3];
            Noise.gumbel().sample(random, scores);
            boolean hasTrain = i % 3 > 0;
            StringBuilder times = new StringBuilder();
            StringBuilder costs = new StringBuilder();
            String[] numbers = new String[3];
            int best = 0;
            for (int j = 0; j < 3; j++) {
                double time = Math.round(100 * random.nextDouble()) / 100.0;
                double cost = Math.round(100 * random.nextDouble()) / 100.0;
                scores[j] += (j == 1 ? 0.5 : 0) - time - 2 * cost;
                best = scores[j] > scores[best] && (j < 2 || hasTrain) ? j : best;
                times.append("," + time);
                costs.append("," + cost);
                numbers[j] = time + "," + cost;
            }
            String rest = ",1,1," + (hasTrain ? 1 : 0) + times + costs;
            wide.add(id + "," + who + "," + (best + 1) + rest);
            open.add(id + "," + who + rest);
            for (int j = 0; j < 3; j++) {
                lines.add(id + "," + who + "," + NAMES.get(j) + "," + (j == best ? 1 : 0) + ","
                        + (j < 2 || hasTrain ? 1 : 0) + "," + numbers[j]);
            }
        }
        try {
            Files.write(folder.resolve("wide.csv"), wide);
            Files.write(folder.resolve("long.csv"), lines);
            Files.write(folder.resolve("new.csv"), open);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
