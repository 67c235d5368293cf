package io.dither.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.FeatureColumns;
import io.dither.data.Histories;
import io.dither.data.setup.Layout;
import io.dither.data.setup.RowPredictor;
import io.dither.data.setup.Setup;
import io.dither.error.DataException;
import io.dither.learn.Learner;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.SharedLinearModel;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DecisionServiceTest {
    static final String ROADS = """
            source,target,km
            a,b,1
            b,d,1
            a,c,3
            c,d,3
            a,d,9
            """;

    private static final String ORACLE = "jgrapht-shortest-path:file=%s,format=csv,source={from},target={to}";

    @TempDir
    Path folder;

    private static final String TRIP = "{\"rows\":[{\"example\":\"x\",\"from\":\"a\",\"to\":\"d\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private DecisionService service;

    @BeforeEach
    void start() throws IOException {
        save(folder, ROADS, 1);
        start(30, RowPredictor::open);
    }

    private void start(int seconds, Function<Path, RowPredictor> opens) {
        service = DecisionService.start(
                folder.resolve("model"), opens, new ServiceSettings("127.0.0.1", 0, 1000, seconds, 2, 10), log::add);
    }

    private void restart(int seconds, Function<Path, RowPredictor> opens) {
        service.close();
        start(seconds, opens);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** Learns from one trip along a road, and saves the model; {@code cost} is the weight of a kilometre. */
    static void save(Path folder, String edges, double cost) throws IOException {
        Path roads = Files.writeString(folder.resolve("roads.csv"), edges);
        Path trips =
                Files.writeString(folder.resolve("trips.csv"), "example,from,to,decision\n1,a,d,a>b>d\n2,a,d,a>d\n");
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Setup setup = Setup.of(Layout.SHARED, ORACLE.formatted(roads))
                .withCoordinates(roads.toString(), null)
                .withFeatures(List.of("km"), List.of())
                .withLearnt(FeatureColumns.NONE);
        Histories histories = Histories.standard();
        Examples examples =
                setup.read(histories.open(trips.toString()), histories, catalogue, Optional.empty(), Purpose.LEARN);
        Fitted fitted = Learner.of(SharedLinearModel.of("km"))
                .fix("km", cost)
                .noise("gamma:shape=5")
                .epsilon(0.3)
                .samples(10)
                .fit(examples.observations());
        Setup learnt = setup.withLearnt(examples.columns());
        SavedModel.of(fitted, learnt.saved(), Map.of(), learnt.files(catalogue)).save(folder.resolve("model"));
    }

    @Test
    void whatIsSoughtIsAScore() throws IOException, InterruptedException {
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Path choices = Files.writeString(
                folder.resolve("choices.csv"), "example,coordinate,km,decision\n1,a,2,1\n1,b,1,0\n2,a,2,0\n2,b,3,1\n");
        Setup setup = Setup.of(Layout.LONG, "argmax:n={d}")
                .withFeatures(List.of("km"), List.of())
                .withLearnt(FeatureColumns.NONE);
        Histories histories = Histories.standard();
        Examples examples =
                setup.read(histories.open(choices.toString()), histories, catalogue, Optional.empty(), Purpose.LEARN);
        Fitted fitted = Learner.of(SharedLinearModel.of("km"))
                .fix("km", 2)
                .noise("gaussian")
                .epsilon(1)
                .samples(10)
                .fit(examples.observations());
        Setup learnt = setup.withLearnt(examples.columns());
        service.close();
        SavedModel.of(fitted, learnt.saved(), Map.of(), learnt.files(catalogue)).save(folder.resolve("model"));
        start(30, RowPredictor::open);
        JsonNode found = answer(
                        200,
                        question("{\"rows\":[{\"example\":\"x\",\"coordinate\":\"a\",\"km\":3},"
                                + "{\"example\":\"x\",\"coordinate\":\"b\",\"km\":1}],\"alternatives\":1}"))
                .get("decisions")
                .get(0);
        assertEquals(6, found.get("score").asDouble());
        assertTrue(found.get("cost") == null && found.get("alternatives").get(0).has("score"), found.toString());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }

    private HttpRequest.Builder question(String json) {
        return to("/decisions").header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    private JsonNode answer(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        assertEquals(status, response.statusCode(), response.body());
        return new ObjectMapper().readTree(response.body());
    }

    private void assertRefused(int status, String message, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String told = answer(status, request).path("error").asText();
        assertTrue(told.contains(message), told);
    }

    @Test
    void decidesRows() throws Exception {
        JsonNode all = answer(
                        200,
                        question(
                                "{\"rows\":[{\"example\":\"x\",\"from\":\"a\",\"to\":\"d\"},"
                                        + "{\"example\":7,\"from\":\"a\",\"to\":\"c\"}],\"alternatives\":2,\"probabilities\":true}"))
                .get("decisions");
        assertEquals("x", all.get(0).get("example").asText());
        assertEquals("a>b>d", all.get(0).get("decision").asText());
        assertEquals(2, all.get(0).get("alternatives").size());
        double shares = 0;
        for (JsonNode other : all.get(0).get("alternatives")) {
            shares += other.get("probability").asDouble();
        }
        assertTrue(shares > 0.5 && shares <= 1 + 1e-12, "" + shares);
        assertEquals(
                all.get(0).get("probabilities").get("a->b").asDouble(),
                all.get(0).get("probabilities").get("b->d").asDouble(),
                1e-12);
        assertEquals("7", all.get(1).get("example").asText());
        assertEquals("a>c", all.get(1).get("decision").asText());
    }

    @Test
    void refusesWithReasons() throws Exception {
        assertRefused(400, "it has no rows", question("{}"));
        assertRefused(400, "'row' is not a field", question("{\"row\":[]}"));
        assertRefused(400, "it is not JSON", question("{\"rows\":"));
        assertRefused(400, "has no column 'to'", question("{\"rows\":[{\"example\":1,\"from\":\"a\"}]}"));
        assertRefused(
                400, "neither text nor number", question("{\"rows\":[{\"example\":1,\"from\":[],\"to\":\"b\"}]}"));
        assertRefused(400, "z", question("{\"rows\":[{\"example\":1,\"from\":\"a\",\"to\":\"z\"}]}"));
        assertRefused(400, "alternatives", question("{\"rows\":[{\"example\":1}],\"alternatives\":-1}"));
        assertRefused(422, "", question("{\"rows\":[{\"example\":1,\"from\":\"d\",\"to\":\"a\"}]}"));
        assertRefused(413, "more than 1000 bytes", question("{\"rows\":[{\"example\":\"" + "x".repeat(2000) + "\"}]}"));
        assertRefused(
                415,
                "text/plain",
                to("/decisions").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));
        assertRefused(
                415,
                "jsonp",
                to("/decisions").header("Content-Type", "application/jsonp").POST(BodyPublishers.ofString(TRIP)));
        answer(
                200,
                to("/decisions")
                        .header("Content-Type", "Application/JSON; charset=utf-8")
                        .POST(BodyPublishers.ofString(TRIP)));
        assertRefused(405, "POST", to("/decisions"));
        assertRefused(404, "/decisions", to("/decisions/more"));
        assertRefused(404, "openapi", to("/elsewhere"));
    }

    @Test
    void refusesWhatIsNotMeantSo() throws Exception {
        assertRefused(400, "it is null", question("null"));
        assertRefused(400, "row 1: is null", question("{\"rows\":[null]}"));
        assertRefused(400, "'rows' is not rows", question("{\"rows\":[1]}"));
        assertRefused(400, "an object with rows", question("[]"));
        assertRefused(400, "Duplicate field 'from'", question(TRIP.replace("\"to\"", "\"from\":\"b\",\"to\"")));
        assertRefused(
                400, "'alternatives' is not a whole number", question(TRIP.replace("]}", "],\"alternatives\":2.9}")));
        assertRefused(400, "'seed' is not a whole number", question(TRIP.replace("]}", "],\"seed\":\"3\"}")));
        assertRefused(400, "'probabilities' is not true", question(TRIP.replace("]}", "],\"probabilities\":1}")));
        assertRefused(400, "'Infinity', not a finite number", question(TRIP.replace("\"x\"", "1e400")));
        assertRefused(
                400,
                "row 1: column 'form' is not one that the model reads: example, ",
                question(TRIP.replace("\"from\"", "\"form\"")));
    }

    @Test
    void aProgramIsToldWhatItsRowLacks() {
        try (RowPredictor model = RowPredictor.open(folder.resolve("model"))) {
            assertThrows(DataException.class, () -> model.decide(null));
            Map<String, Object> row = new HashMap<>(Map.of("example", "x", "from", "a", "to", "d"));
            assertEquals("a>b>d", model.decide(row).decision());
            row.put(null, "b");
            assertThrows(DataException.class, () -> model.decide(row));
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        String post = "POST /decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        assertTrue(raw(post + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n")
                .startsWith("HTTP/1.1 400 "));
        assertTrue(raw(post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n")
                .startsWith("HTTP/1.1 400 "));
        assertTrue(raw(post + "Content-Length: -1\r\n\r\n{}").startsWith("HTTP/1.1 400 "));
        assertTrue(raw("\u0001\r\n\r\n").contains("{\"error\":\"the request cannot be read: "));
        assertTrue(raw("GET /health HTTP/1.1\r\nHost: LOCALHOST\r\n\r\n").startsWith("HTTP/1.1 200 "));
        assertTrue(raw("GET /health HTTP/1.1\r\nHost: example.org\r\n\r\n").startsWith("HTTP/1.1 403 "));
    }

    /** The beginning of the answer to bytes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void slowClientsStopNothing() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                sockets.add(write("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2000)));
                sockets.add(write("POST /decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 900\r\n\r\n{"));
                sockets.add(write("GET /health HTTP/1.1\r\nHost: loc"));
            }
            answer(200, to("/health"));
            answer(200, question(TRIP));
            assertEquals(200, send(to("/metrics")).statusCode());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket write(String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    @Timeout(60)
    void slowClientsAreCut() throws Exception {
        restart(1, RowPredictor::open);
        try (Socket head = write("GET /health HTTP/1.1\r\nHost: loc");
                Socket body = write("POST /decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 900\r\n\r\n{");
                Socket reader = write("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100))) {
            assertThrows(IOException.class, () -> {
                while (true) {
                    reader.getOutputStream().write(new byte[1 << 16]);
                }
            });
            assertEquals(-1, head.getInputStream().read());
            assertEquals(-1, body.getInputStream().read());
        }
        service.close();
        assertEquals(List.of(), log, "no request is left open");
    }

    @Test
    @Timeout(60)
    void anErrorOfTheMachineEndsTheService() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        restart(30, place -> {
            if (opened.incrementAndGet() > 1) {
                throw new OutOfMemoryError("for a test");
            }
            return RowPredictor.open(place);
        });
        save(folder, ROADS, 3);
        assertRefused(500, "OutOfMemoryError", question(TRIP));
        assertTrue(service.await().orElseThrow() instanceof OutOfMemoryError);
        assertEquals("failed", answer(503, to("/health")).get("status").asText());
        assertTrue(log.toString().contains("OutOfMemoryError"), log.toString());
    }

    @Test
    void takesTheModelThatReplacesItsOwn() throws Exception {
        double before = cost(TRIP);
        save(folder, ROADS, 3);
        assertEquals(before + 2 * (3 - 1), cost(TRIP), 1e-9, "two kilometres, and the mean of the noise as before");
        assertEquals(2, answer(200, to("/health")).get("generation").asInt());
        Files.writeString(folder.resolve("model/model.json"), "{}");
        assertEquals(before + 2 * (3 - 1), cost(TRIP), 1e-9);
        JsonNode health = answer(200, to("/health"));
        assertEquals("stale", health.get("status").asText());
        assertTrue(health.get("problem").asText().contains("not a saved model"), health.toString());
        String metrics = send(to("/metrics")).body();
        assertTrue(metrics.contains("dither_model_stale 1.0"), metrics);
        assertTrue(metrics.contains("dither_model_generation 2.0"), metrics);
        assertEquals(2, log.size(), log.toString());
        assertTrue(log.get(0).startsWith("serving a new model: "), log.get(0));
        assertTrue(log.get(1).startsWith("still serving generation 2: cannot read "), log.get(1));
    }

    @Test
    void aFileOfTheModelThatIsGoneIsNoMistakeOfTheClient() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("model/files"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertRefused(500, "a file of the model cannot be read: ", question(TRIP));
        assertTrue(log.toString().contains("a file of the model cannot be read: "), log.toString());
        assertRefused(400, "has no column 'example', and no other", question("{\"rows\":[{}]}"));
    }

    private double cost(String asked) throws IOException, InterruptedException {
        return answer(200, question(asked)).get("decisions").get(0).get("cost").asDouble();
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() {
        assertTrue(IntStream.range(0, 8)
                .mapToObj(i -> client.sendAsync(
                        question("{\"rows\":[{\"example\":" + i + ",\"from\":\"a\",\"to\":\"d\"}]}")
                                .build(),
                        BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .allMatch(one -> one.statusCode() == 200 && one.body().contains("a>b>d")));
    }

    @Test
    void describesItselfAndCounts() throws Exception {
        answer(200, question("{\"rows\":[{\"example\":\"x\",\"from\":\"a\",\"to\":\"d\"}]}"));
        assertEquals("3.0.3", answer(200, to("/openapi.json")).get("openapi").asText());
        String metrics = send(to("/metrics")).body();
        assertTrue(metrics.contains("dither_decisions_total 1.0"), metrics);
        assertTrue(metrics.contains("dither_requests_seconds_count{path=\"/decisions\",status=\"200\"} 1"), metrics);
    }

    @Test
    void whatIsNoModelIsNotServed() {
        assertThrows(
                DataException.class,
                () -> DecisionService.start(
                        folder, RowPredictor::open, ServiceSettings.usual().at(0)));
    }

    @Test
    void aClosedServiceAnswersNothing() {
        service.close();
        assertThrows(IOException.class, () -> send(to("/health")));
    }
}
