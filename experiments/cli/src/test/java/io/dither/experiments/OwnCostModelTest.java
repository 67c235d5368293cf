package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cost model from a folder of plugins: learnt with intervals, saved, and decided by. */
class OwnCostModelTest {
    private static final String MODEL = """
            import io.dither.learn.*;
            import io.dither.learn.model.*;
            import io.dither.plugin.*;
            import java.util.List;
            public final class Powers implements PluginModule {
                @Override public List<CostModelProvider> plugins() {
                    return List.of(CostModelProvider.of("powers", "weights of powers of features", Model.class,
                        given -> shape -> new Model(shape.features(), given.real("power")),
                        Parameter.of("power", Parameter.Type.REAL, "the power").withDefault("2")));
                }
                static double[] powers(Features x, int j, double power) {
                    double[] row = new double[x.columns()];
                    java.util.Arrays.setAll(row, k -> Math.pow(x.get(j, k), power));
                    return row;
                }
            }
            record Model(List<String> names, double power) implements CostModel, CostShape, Provided {
                @Override public double[] theta(double[] parameters, Features x) {
                    double[] theta = new double[x.rows()];
                    for (int j = 0; j < theta.length; j++) {
                        double[] row = Powers.powers(x, j, power);
                        for (int k = 0; k < row.length; k++) theta[j] += parameters[k] * row[k];
                    }
                    return theta;
                }
                @Override public io.dither.layer.Pullback pullback(double[] parameters, Features x) {
                    return new io.dither.layer.Pullback() {
                        @Override public int size() { return parameters.length; }
                        @Override public void add(int j, double factor, double[] sum) {
                            double[] row = Powers.powers(x, j, power);
                            for (int k = 0; k < row.length; k++) sum[k] += factor * row[k];
                        }
                    };
                }
                @Override public boolean isLinear() { return true; }
                @Override public String provider() { return "powers"; }
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void learnsSavesAndDecides() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        PluginJar.write(plugins.resolve("powers.jar"), "Powers", MODEL);
        List<String> lines = new ArrayList<>(List.of("day,option,price,chosen"));
        Random random = new Random(3);
        for (int day = 0; day < 300; day++) {
            double[] price = {1 + random.nextDouble(), 1 + random.nextDouble(), 1 + random.nextDouble()};
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < 3; j++) {
                double utility = -2 * price[j] * price[j] - Math.log(-Math.log(random.nextDouble()));
                best = utility > most ? j : best;
                most = Math.max(most, utility);
            }
            for (int j = 0; j < 3; j++) {
                lines.add(day + "," + j + "," + price[j] + "," + (j == best ? 1 : 0));
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
        String[] learn = {
            "learn",
            "--plugins",
            plugins.toString(),
            "--cost-model",
            "powers:power=2",
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
            "gumbel",
            "--out",
            at("model"),
            "--json"
        };
        JsonNode learnt = Outcome.of(learn).json();
        JsonNode weight = learnt.get("weights").get(0);
        double error = weight.get("standardError").asDouble();
        assertTrue(error > 0 && error < 0.5, weight.toString());
        assertEquals(-2, weight.get("estimate").asDouble(), 4 * error);
        String page = Files.readString(folder.resolve("model/report.html"));
        assertTrue(page.contains("least squares") || page.contains(" alone"));
        String[] withLink = Arrays.copyOf(learn, learn.length + 2);
        withLink[learn.length] = "--link";
        withLink[learn.length + 1] = "exp";
        Outcome lacking = Outcome.of(withLink);
        assertEquals(2, lacking.code());
        assertTrue(lacking.err().contains("'powers' has no parameter 'link'"), lacking.err());
        String[] predict = {"predict", "--plugins", plugins.toString(), at("model"), "--data", at("choices.csv")};
        Outcome decided = Outcome.of(predict);
        assertEquals(0, decided.code(), decided.err());
        assertTrue(decided.out().lines().count() > 300, decided.out());
        Outcome unseen = Outcome.of("predict", at("model"), "--data", at("choices.csv"));
        assertEquals(3, unseen.code());
        assertTrue(unseen.err().contains("'powers'"), unseen.err());
    }
}
