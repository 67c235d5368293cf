package io.dither.experiments.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.data.setup.RowPredictor;
import io.dither.experiments.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices among offers, from a file to forecasts. */
class ChoiceCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void learn() {
        Offers.write(folder, 240);
        assertEquals(0, choice("wide.csv", Offers.WIDE, "--out", at("model")).code());
        assertEquals(
                0,
                choice("wide.csv", Offers.WIDE, "--nests", "road=bus,car", "--out", at("nested"))
                        .code());
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Outcome choice(String data, String[] form, String... more) {
        return Outcome.of(Stream.of(new String[] {"choice", at(data)}, form, more)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    @Test
    void wideAndLongRowsGiveTheSameBits() throws IOException {
        JsonNode wide = choice("wide.csv", Offers.WIDE, "--json").json();
        JsonNode ofLong = choice("long.csv", Offers.LONG, "--json").json();
        assertEquals(wide.get("weights"), ofLong.get("weights"));
        assertEquals(wide.get("logLikelihood"), ofLong.get("logLikelihood"));
        assertEquals(wide.get("shares"), ofLong.get("shares"));
    }

    @Test
    void modelsWithoutCoefficientsHaveTheirUsualTable() {
        String text = choice("wide.csv", Offers.WIDE, "--cost-model", "shared-linear:link=softplus")
                .out();
        assertTrue(text.startsWith("weight "), text);
    }

    @Test
    void coefficientsAreThoseOfUtilities() throws IOException {
        JsonNode learnt = choice("wide.csv", Offers.WIDE, "--json").json();
        double[] truth = {0.5, 0, -1, -2};
        for (int k = 0; k < truth.length; k++) {
            JsonNode weight = learnt.get("weights").get(k);
            assertEquals(
                    truth[k],
                    weight.get("estimate").asDouble(),
                    5 * weight.get("standardError").asDouble());
            String name = weight.get("name").asText();
            double classical = learnt.get("classicalErrors").get(name).asDouble();
            assertEquals(1, classical / weight.get("standardError").asDouble(), 0.3, name);
        }
        assertEquals(240, learnt.get("examples").asInt());
        assertTrue(choice("wide.csv", Offers.WIDE).out().contains("robust error"));
    }

    /** A logit with all constants reproduces the shares. */
    @Test
    void sharesAndConfusionAddUp() throws IOException {
        JsonNode learnt = choice("wide.csv", Offers.WIDE, "--json").json();
        double confused = 0;
        for (JsonNode share : learnt.get("shares")) {
            assertEquals(
                    share.get("observedShare").asDouble(),
                    share.get("predictedShare").asDouble(),
                    1e-4);
        }
        for (JsonNode row : learnt.get("confusion")) {
            for (JsonNode count : row) {
                confused += count.asDouble();
            }
        }
        assertEquals(240, confused);
        JsonNode judged = Outcome.of("evaluate", at("model"), "--data", at("wide.csv"), "--json")
                .json();
        assertEquals(learnt.get("shares"), judged.get("shares"));
        assertEquals(
                learnt.get("logLikelihood").asDouble(),
                judged.get("logLikelihood").asDouble(),
                1e-9);
    }

    @Test
    void newRowsAreDecidedWithoutChoices() {
        Outcome predicted = Outcome.of("predict", at("model"), "--data", at("new.csv"), "--probabilities");
        assertEquals(0, predicted.code(), predicted.err());
        assertEquals(1 + 240 * 3 - 80, predicted.out().lines().count());
        Outcome same = Outcome.of("predict", at("model"), "--data", at("wide.csv"), "--probabilities");
        assertEquals(predicted.out(), same.out());
        Outcome explained = Outcome.of("explain", at("model"), "--data", at("wide.csv"), "--example", "c1");
        assertTrue(explained.out().contains("the model's decision: "), explained.toString());
    }

    @Test
    void aServiceDecidesRowsAsTheyAre() {
        try (RowPredictor predictor = RowPredictor.open(folder.resolve("model"))) {
            Map<String, Object> row = Map.of(
                    "id",
                    "x",
                    "bus_av",
                    1,
                    "car_av",
                    0,
                    "train_av",
                    1,
                    "time_bus",
                    3,
                    "time_car",
                    0,
                    "time_train",
                    1,
                    "cost_bus",
                    1,
                    "cost_car",
                    0,
                    "cost_train",
                    0);
            assertEquals("train", predictor.decide(row).decision());
        }
    }

    @Test
    void theStudyFileOfTheModelLearnsTheSame() throws IOException {
        JsonNode again =
                Outcome.of("learn", at("model") + "/study.toml", "--json").json();
        JsonNode first = choice("wide.csv", Offers.WIDE, "--json").json();
        assertEquals(first.get("weights"), again.get("weights"));
        assertEquals(
                0,
                Outcome.of("intervals", at("nested"), "--data", at("wide.csv")).code());
        assertEquals(
                0,
                Outcome.of("learn", "--continue", at("model"), "--data", at("wide.csv"), "--noise", "gumbel")
                        .code());
    }

    @Test
    void modelsOfOneSurveyAreCompared() throws IOException {
        JsonNode nested = Outcome.of("compare", at("model"), at("nested"), "--data", at("wide.csv"), "--json")
                .json();
        JsonNode test = nested.get("test");
        assertEquals("likelihood ratio", test.get("name").asText());
        assertEquals(1, test.get("degreesOfFreedom").asInt());
        assertTrue(test.get("statistic").asDouble() >= -1e-6);
        String[] other = Offers.WIDE.clone();
        other[other.length - 1] = "asc + dear=cost_{alt}*cost_{alt}";
        choice("wide.csv", other, "--out", at("other"));
        JsonNode vuong = Outcome.of("compare", at("model"), at("other"), "--data", at("wide.csv"), "--json")
                .json()
                .get("test");
        assertEquals("Vuong", vuong.get("name").asText());
        assertTrue(vuong.get("statistic").asDouble() > 0);
    }

    /** The advice for a code that is no alternative holds for texts too. */
    @Test
    void rowsOfOtherCodesAreLeftOutAsTheMessageSays() {
        String[] form = {"--choice", "group", "--alternatives", "old,young", "--utility", "asc"};
        assertEquals(0, choice("wide.csv", form).code());
        form[3] = "old,none";
        Outcome refused = choice("wide.csv", form);
        assertTrue(refused.err().contains("Maybe --only \"group != 'young'\" leaves"), refused.toString());
        Outcome filtered = choice("wide.csv", form, "--only", "group != 'young'");
        assertTrue(filtered.err().contains("alternative 'none' is chosen in no row"), filtered.toString());
    }

    @Test
    void modelsOfOtherChoicesAreNotCompared() {
        choice("wide.csv", Offers.WIDE, "--only", "group == 'old'", "--out", at("old"));
        choice("wide.csv", Offers.WIDE, "--define", "w = 1 + time_bus", "--weight", "w", "--out", at("weighted"));
        Outcome old = Outcome.of("compare", at("model"), at("old"), "--data", at("wide.csv"));
        assertTrue(old.err().contains("are not comparable: they have decided 240 and 120 examples"), old.toString());
        Outcome weighted = Outcome.of("compare", at("model"), at("weighted"), "--data", at("wide.csv"));
        assertTrue(weighted.out().contains("\nlog likelihoods are not compared: "), weighted.toString());
        Outcome same = Outcome.of("compare", at("model"), at("model"), "--data", at("wide.csv"));
        assertTrue(same.out().contains("z = 0.00, p = 1.0000, no clear difference"), same.toString());
    }

    @Test
    void ratiosAreOfAnyModel() {
        for (String kind : List.of("--probit", "--errors=model")) {
            Outcome learnt = choice("wide.csv", Offers.WIDE, kind, "--pay-in", "cost");
            assertTrue(learnt.out().contains("time / cost"), learnt.toString());
        }
    }

    @Test
    void sharesAreForecastBeforeAndAfterAChange() throws IOException {
        JsonNode forecast = Outcome.of(
                        "simulate",
                        at("model"),
                        "--data",
                        at("new.csv"),
                        "--set",
                        "cost_car*1.5",
                        "--set",
                        "train_av=1",
                        "--by",
                        "group",
                        "--picture",
                        at("shares.svg"),
                        "--json")
                .json();
        assertEquals(3, forecast.get("shares").size());
        for (JsonNode group : forecast.get("shares")) {
            double before = 0;
            double after = 0;
            for (JsonNode share : group) {
                before += share.get("before").get("value").asDouble();
                after += share.get("after").get("value").asDouble();
                assertTrue(share.get("difference").get("standardError").asDouble() > 0);
            }
            assertEquals(1, before, 1e-12);
            assertEquals(1, after, 1e-12);
        }
        JsonNode car = forecast.get("shares").get("all choices").get(1);
        assertEquals("car", car.get("alternative").asText());
        assertTrue(car.get("difference").get("high").asDouble() < 0, car.toString());
        assertTrue(Files.readString(folder.resolve("shares.svg")).startsWith("<svg"));
    }

    /** The delta method and draws of the estimates agree. */
    @Test
    void intervalsOfSharesFollowTheErrorsOfTheCoefficients() throws IOException {
        JsonNode robust = Outcome.of("simulate", at("model"), "--data", at("new.csv"), "--json")
                .json();
        JsonNode share = robust.get("shares").get("all choices").get(0).get("before");
        double n = 240;
        double p = share.get("value").asDouble();
        assertEquals(Math.sqrt(p * (1 - p) / n), share.get("standardError").asDouble(), 0.012);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1=bus,2=car         | {alt}_av    | asc              | column 'mode' holds '3', which is not an alternative: 1 = bus
            1=bus,2=car,3=train | {alt}_av*0  | asc              | was chosen, but is not available
            1=bus,2=car,3=train | {alt}_av    | asc + fare_{alt} | no column 'fare_bus', which 'fare_{alt}' of --utility for alternative 'bus' reads
            1=bus,2=car,3=train | {alt}_there | asc              | no column 'bus_there', which --available
            1=bus,2=car,3=train | {alt}_av    | asc(base=boat)   | the base is 'boat'
            1=bus,2=car,3=bus   | {alt}_av    | asc              | names 'bus' twice
            1=bus,2=car,2=train | {alt}_av    | asc              | has the code of 'train' twice
            1=bus,2=car,3=train,4=boat | 1    | asc              | alternative 'boat' is chosen in no row
            """)
    void badInputHasOneMessage(String alternatives, String available, String utility, String problem) {
        Outcome refused = Outcome.of(
                "choice",
                at("wide.csv"),
                "--choice",
                "mode",
                "--alternatives",
                alternatives,
                "--available",
                available,
                "--utility",
                utility);
        assertNotEquals(0, refused.code());
        assertTrue(refused.err().contains(problem), refused.toString());
    }

    @Test
    void groupsAndWeightsAreOfChoicesAndNotOfAlternatives() {
        choice("long.csv", Offers.LONG, "--out", at("long"));
        Outcome refused = Outcome.of("simulate", at("long"), "--data", at("long.csv"), "--by", "mode");
        assertTrue(
                refused.err().contains("long.csv:3: column 'mode' holds 'car', but another value in an earlier row"),
                refused.toString());
    }

    /** Groups are in the order of their numbers, and may be of a column that is made of others. */
    @Test
    void groupsMayBeOfColumnsThatAreMadeOfOthers() {
        choice("wide.csv", Offers.WIDE, "--define=band=3+7*(group=='young')", "--out", at("defined"));
        Outcome shares = Outcome.of("simulate", at("defined"), "--data", at("new.csv"), "--by", "band");
        assertEquals(0, shares.code(), shares.err());
        assertTrue(
                shares.out().indexOf("\nband = 3 ") > 0
                        && shares.out().indexOf("\nband = 3 ") < shares.out().indexOf("\nband = 10 "),
                shares.out());
    }

    @Test
    void sharesWithoutErrorsSaySo() {
        choice("wide.csv", Offers.WIDE, "--errors=none", "--out", at("bare"));
        Outcome shares = Outcome.of("simulate", at("bare"), "--data", at("new.csv"));
        assertTrue(shares.out().startsWith("shares, without intervals, as a coefficient"), shares.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --set=fare*2     | changes 'fare', which the model does not read. Maybe the name is misspelt: it reads bus_av
            --set=2*cost_car | does not begin with the column
            --set=cost_car   | followed by = or + - * /
            --set=cost_car==1 | followed by = or + - * /
            --set=group=1    | changes 'group', which the model does not read. Maybe the name is misspelt: it reads
            --weight=train_av  | weight of choice c0 = 0.0 is not a finite number above 0
            --picture=x.png  | is not a .svg file
            --by=nothing     | has no column 'nothing'
            """)
    void aForecastRefusesWhatThereIsNot(String option, String problem) {
        Outcome refused = Outcome.of("simulate", at("model"), "--data", at("new.csv"), option);
        assertNotEquals(0, refused.code());
        assertTrue(refused.err().contains(problem), refused.toString());
    }

    @Test
    void optionsOfLearnAreHandedOn() {
        assertTrue(choice("wide.csv", Offers.WIDE, "--print-study").out().contains("reshape = \"choices:"));
        assertTrue(choice("wide.csv", Offers.WIDE, "--chosen", "x").err().contains("Unknown option: '--chosen'"));
        Outcome withoutValue = choice("wide.csv", Offers.WIDE, "--probit", "--loss");
        assertTrue(withoutValue.err().contains("parameter for option '--loss'"), withoutValue.err());
        assertTrue(choice("wide.csv", Offers.WIDE, "--layout", "wide").err().contains("'dither choice' fills it in"));
        Outcome persons = choice(
                "wide.csv",
                Offers.WIDE,
                "--person",
                "person",
                "--define",
                "dear = cost_car > 0.5",
                "--only",
                "group == 'old' and dear >= 0",
                "--holdout",
                "0.2");
        assertTrue(persons.out().contains("120 choices"), persons.toString());
        assertTrue(persons.out().contains("log score"), persons.toString());
    }
}
