package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.data.setup.RowPredictor;
import io.dither.error.DataException;
import io.dither.learn.Forecast;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output speaks by the names of the data, from learning to answers. */
class CoordinatesCommandTest {
    @TempDir
    private Path folder;

    private final KeyedRandom random = new KeyedRandom(5);

    private String at(String file) {
        return folder.resolve(file).toString();
    }

    private String write(String file, List<String> lines) throws IOException {
        return Files.write(folder.resolve(file), lines).toString();
    }

    private Outcome learn(String data, String... options) {
        return run(Stream.concat(
                Stream.of("learn", "--data", data, "--out", at("model"), "--samples", "5"), Arrays.stream(options)));
    }

    private static Outcome run(Stream<String> arguments) {
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        return outcome;
    }

    private static Outcome run(String... arguments) {
        return run(Stream.of(arguments));
    }

    private double normal() {
        return random.nextGaussian();
    }

    @Test
    void alternativesMayBeMissingAndAreNamedEverywhere() throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,coordinate,price,decision"));
        for (int e = 0; e < 60; e++) {
            String[] names = e % 3 == 0 ? new String[] {"TRAIN", "SM"} : new String[] {"SM", "TRAIN", "CAR"};
            double[] price = new double[names.length];
            int best = 0;
            double[] cost = new double[names.length];
            for (int j = 0; j < names.length; j++) {
                price[j] = normal();
                cost[j] = price[j] + 1.5 * normal();
                best = cost[j] < cost[best] ? j : best;
            }
            for (int j = 0; j < names.length; j++) {
                lines.add("t" + e + "," + names[j] + "," + price[j] + "," + (j == best ? 1 : 0));
            }
        }
        Outcome learnt = learn(write("c.csv", lines), "--layout", "long", "--oracle", "argmax:n={d}");
        assertFalse(learnt.out().contains("coordinates:"), learnt.out());
        String page = Files.readString(folder.resolve("model/report.html"));
        assertTrue(
                Pattern.compile("<td class=\"\">(SM|TRAIN|CAR)</td>\n<td class=\"\">(SM|TRAIN|CAR)</td>")
                        .matcher(page)
                        .find(),
                "worst cases by name");
        String one = write("one.csv", List.of("example,coordinate,price,decision", "x,SM,1,1", "x,BUS,0,0"));
        String predicted = run("predict", at("model"), "--data", one, "--alternatives", "1")
                .out();
        assertTrue(predicted.contains("x,BUS,1.0,") && predicted.contains(",BUS,"), predicted);
        String explained =
                run("explain", at("model"), "--data", one, "--example", "x").out();
        assertTrue(explained.startsWith("the model's decision: BUS\nobserved: SM\n"), explained);
        JsonNode scores = run("explain", at("model"), "--data", one, "--example", "x", "--json")
                .json();
        assertTrue(scores.get("score").asDouble() > scores.get("otherScore").asDouble(), "as predict calls it");
        run("evaluate", at("model"), "--data", one, "--out", at("e.csv"));
        assertTrue(Files.readString(folder.resolve("e.csv")).contains("\nx,BUS,"));
        Outcome refused = Outcome.of(
                "learn",
                "--data",
                at("c.csv"),
                "--layout",
                "long",
                "--oracle",
                "argmax:n={d}",
                "--cost-model",
                "linear");
        assertTrue(refused.err().contains("Maybe choose --cost-model shared-linear"), refused.err());
    }

    @Test
    void ordersAndDriversAreNamedEverywhere() throws IOException {
        List<String> lines = new ArrayList<>(List.of("day,order,driver,km,assigned"));
        for (int d = 0; d < 40; d++) {
            String[] drivers = d % 2 == 0 ? new String[] {"ada", "bob"} : new String[] {"cy", "bob"};
            double[] km = {normal(), normal(), normal(), normal()};
            boolean straight = km[0] + km[3] + normal() < km[1] + km[2];
            for (int k = 0; k < 4; k++) {
                boolean chosen = (k == 0 || k == 3) == straight;
                lines.add("d" + d + "," + (100 + 2 * d + k / 2) + "," + drivers[k % 2] + "," + km[k] + ","
                        + (chosen ? 1 : 0));
            }
        }
        learn(
                write("a.csv", lines),
                "--layout=long",
                "--oracle=assignment:rows={rows},cols={cols}",
                "--example=day",
                "--row=order",
                "--column=driver",
                "--decision=assigned");
        String day =
                write("day.csv", List.of("day,order,driver,km", "x,7,eve,5", "x,7,ada,0", "x,9,eve,0", "x,9,ada,5"));
        String predicted = run("predict", at("model"), "--data", day, "--alternatives", "1")
                .out();
        assertTrue(predicted.startsWith("example,order,driver,decision,"), predicted);
        assertTrue(predicted.contains("\nx,7,ada,1.0,") && predicted.contains(",7>ada 9>eve,"), predicted);
        try (RowPredictor service = RowPredictor.open(folder.resolve("model"))) {
            List<Map<String, Object>> rows = List.of(
                    Map.of("day", "x", "order", 7, "driver", "eve", "km", 5),
                    Map.of("day", "x", "order", 7, "driver", "ada", "km", 0));
            assertEquals(
                    "7>ada",
                    service.decide(rows, new Forecast.Request(false, 0, 1, 0))
                            .get(0)
                            .decision());
            Map<String, Object> more = Map.of("day", "x", "order", 7, "driver", "eve", "km", 5, "rows", 2);
            assertThrows(DataException.class, () -> service.decide(more));
        }
    }

    @Test
    void placesAreInTheOrderOfTheDataAndTold() throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,coordinate,pay,decision"));
        for (int e = 0; e < 60; e++) {
            double[] pay = {normal(), normal(), normal()};
            boolean off = pay[0] + normal() > pay[1];
            boolean bonus = pay[2] + normal() > 0;
            lines.add("e" + e + ",off," + pay[0] + "," + (off ? 1 : 0));
            lines.add("e" + e + ",early," + pay[1] + "," + (off ? 0 : 1));
            lines.add("e" + e + ",bonus," + pay[2] + "," + (bonus ? 1 : 0));
        }
        String places = "--oracle=product:of=(argmax:n=2;hypercube:n=1)";
        String mapping = "0 = off, 1 = early, 2 = bonus";
        Outcome learnt = learn(write("p.csv", lines), "--layout=long", places);
        assertTrue(learnt.err().contains("in the order of the first example they are " + mapping), learnt.err());
        assertTrue(learnt.out().contains("\ncoordinates: " + mapping + "\n"), learnt.out());
        assertTrue(Files.readString(folder.resolve("model/report.html")).contains(mapping));
        Outcome json = Outcome.of("learn", "--data", at("p.csv"), "--layout=long", places, "--json", "--samples=2");
        assertTrue(json.out().contains("\"coordinates\" : [ \"off\", \"early\", \"bonus\" ]"), json.out());
        String other = write("new.csv", List.of("example,coordinate,pay", "x,bonus,9", "x,off,-9", "x,early,9"));
        String predicted = run("predict", at("model"), "--data", other).out();
        assertTrue(predicted.contains("x,off,0.0,") && predicted.contains("x,early,1.0,"), predicted);
        Outcome linear = Outcome.of(
                "learn", "--data", at("p.csv"), "--layout=long", places, "--cost-model=linear", "--samples=2");
        assertTrue(linear.out().contains("pay[early]"), linear.out());
    }

    @Test
    void wideAlternativesAreNamed() throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,income,decision"));
        List<String> codes = new ArrayList<>(lines);
        for (int e = 0; e < 60; e++) {
            double income = normal();
            boolean train = income + normal() > 0;
            lines.add("t" + e + "," + income + "," + (train ? "TRAIN" : "SM"));
            codes.add("t" + e + "," + income + "," + (train ? 2 : 1));
        }
        Outcome learnt =
                learn(write("w.csv", lines), "--oracle=argmax:n=3", "--alternatives=CAR, SM, TRAIN", "--l2=0.1");
        assertTrue(learnt.out().contains("income[TRAIN]"), learnt.out());
        String one = write("one.csv", List.of("example,income", "x,9"));
        String predicted =
                run("predict", at("model"), "--data", one, "--probabilities").out();
        assertTrue(predicted.contains("x,TRAIN,") && predicted.contains("TRAIN:"), predicted);
        Outcome shifted =
                Outcome.of("learn", "--data", write("k.csv", codes), "--oracle=argmax:n=3", "--l2=0.1", "--samples=2");
        assertTrue(shifted.err().contains("name them by --alternatives 1,2,3"), shifted.err());
    }
}
