package io.dither.graphhopper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.data.ColumnRoles;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Progress;
import io.dither.learn.Learner;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.saved.SavedModel;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MapTest {
    @TempDir
    private Path folder = Path.of("");

    private static Path data(String name) {
        String all = System.getenv("DITHER_DATA");
        assumeTrue(all != null, "DITHER_DATA names no folder of data");
        return Path.of(all, "osm", name);
    }

    private static String run(Subcommand command, String... arguments) {
        new CommandLine(command).parseArgs(arguments);
        StringWriter out = new StringWriter();
        PrintWriter printed = new PrintWriter(out);
        Context context = new Context(
                PluginCatalogue.discover(),
                PerturbedOptimizer::builder,
                Progress::start,
                (words, writer) -> 0,
                () -> {},
                true,
                printed,
                printed);
        assertEquals(0, command.run(context));
        return out.toString();
    }

    private Examples examples(String trips) {
        String roads = folder.resolve("roads.csv").toString();
        return setup().read(Histories.standard().open(trips), Histories.standard(), PluginCatalogue.discover(), Optional.empty());
    }

    private Setup setup() {
        String roads = folder.resolve("roads.csv").toString();
        return new Setup(
                Layout.SHARED,
                "jgrapht-shortest-path:file=" + roads + ",format=csv,source={from},target={to}",
                roads,
                null,
                Map.of(),
                List.of("km", "minutes:C(road)"),
                List.of(),
                "",
                null);
    }

    @Test
    void weights() throws Exception {
        learn(300, 2);
    }

    private void learn(int trips, int samples) throws Exception {
        Path map = data("andorra.osm.pbf");
        Drivers drivers;
        try (RoadMap roads = RoadMap.read(map, "car", Optional.empty(), folder)) {
            drivers = new Drivers(roads, 1);
            drivers.write(folder, trips);
        }
        long start = System.nanoTime();
        System.out.println(run(
                new MapCommand(),
                "--map", map.toString(),
                "--traces", folder.resolve("traces.csv").toString(),
                "--out", folder.toString(),
                "--threads", "2"));
        System.out.println("map " + (System.nanoTime() - start) / 1e9);
        System.out.println(Files.readString(folder.resolve("dropped.csv")).lines().filter(l -> !l.contains("gap")).limit(25).toList());
        Map<String, String> real = new TreeMap<>();
        StringBuilder truth = new StringBuilder("example,from,to,decision\n");
        StringBuilder same = new StringBuilder("example,from,to,decision\n");
        drivers.ways.forEach((name, trip) -> { real.put(name, drivers.roads().decision(trip));
          truth.append(name + "," + drivers.roads().of(trip.edges().get(0)).source() + "," + drivers.roads().of(trip.edges().get(trip.edges().size() - 1)).target() + "," + drivers.roads().decision(trip) + "\n");
         });
        Files.writeString(folder.resolve("truth.csv"), truth);
        int[] exact = new int[3];
        Histories.standard().open(folder.resolve("trips.csv").toString()).forEach(row -> {
          String r = real.get(row.text("example"));
          if (r.equals(row.text("decision"))) exact[0]++; else if (r.contains(row.text("decision"))) exact[1]++; else exact[2]++;
        });
        System.out.println("exact " + exact[0] + " part " + exact[1] + " else " + exact[2]);
        for (String one : List.of("trips.csv", "truth.csv")) {
            start = System.nanoTime();
            Examples examples = examples(folder.resolve(one).toString());
            System.out.println(examples.columns().names());
            Fitted fitted = Learner.of(SharedLinearModel.of(examples.columns().names().toArray(String[]::new)))
                    .moments()
                    .noise("lognormal")
                    .epsilon(0.3)
                    .samples(samples)
                    .fix("minutes:road=primary", 1)
                    .fit(examples.observations());
            System.out.println(fitted);
            System.out.println("fit " + (System.nanoTime() - start) / 1e9);
            SavedModel.of(fitted, setup().withLearnt(examples.columns()), Map.of(), setup().files(PluginCatalogue.discover())).save(folder.resolve("model"));
            System.out.println(run(new CustomModelCommand(), "--model", folder.resolve("model").toString(), "--map", folder.toString(), "--out", folder.resolve("c.json").toString()));
            System.out.println(Files.readString(folder.resolve("c.json")));
        }
    }
}
