package com.example.trips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.learn.Learner;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.SavedModel;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class TripServiceTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void decidesByTheModelOfTheFolderAndRefusesMistakes() throws IOException, InterruptedException {
        learn();
        try (var spring = (ServletWebServerApplicationContext) SpringApplication.run(
                TripService.class, "--server.port=0", "--dither.model=" + folder.resolve("model"))) {
            URI place = URI.create("http://localhost:" + spring.getWebServer().getPort() + "/trips");
            assertAnswered(200, "a>b>d", place, "{\"example\":1,\"from\":\"a\",\"to\":\"d\"}");
            assertAnswered(400, "'z' is not a vertex", place, "{\"example\":1,\"from\":\"a\",\"to\":\"z\"}");
            assertAnswered(400, "has no column 'to'", place, "{\"example\":1,\"from\":\"a\"}");
            assertAnswered(400, "column 'form' is not one that the model reads", place, "{\"example\":1,\"form\":\"a\",\"to\":\"d\"}");
            assertAnswered(422, "error", place, "{\"example\":1,\"from\":\"d\",\"to\":\"a\"}");
            for (String wrong : List.of("null", "", "[]", "{\"example\":1", "{\"example\":NaN}", "{\"to\":1,\"to\":2}", "{} x")) {
                assertAnswered(400, "the body is not such as {", place, wrong);
            }
            assertAnswered(400, "has no column 'example', and no other", place, "{}");
            try (Stream<Path> files = Files.list(folder.resolve("model/files"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            assertAnswered(500, "does not exist", place, "{\"example\":1,\"from\":\"b\",\"to\":\"d\"}");
        }
    }

    private static void assertAnswered(int status, String part, URI place, String trip)
            throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT
                .send(
                        HttpRequest.newBuilder(place)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(trip))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains(part), response.body());
    }

    /** As 'dither learn --layout shared ... --out model' does. */
    private void learn() throws IOException {
        Path roads = Files.writeString(
                folder.resolve("roads.csv"), "source,target,km\na,b,1\nb,d,1\na,c,3\nc,d,3\n");
        Path trips = Files.writeString(
                folder.resolve("trips.csv"), "example,from,to,decision\n1,a,d,a>b>d\n2,a,d,a>b>d\n3,a,d,a>c>d\n");
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Setup setup = Setup.of(
                        Layout.SHARED,
                        "jgrapht-shortest-path:file=" + roads + ",format=csv,source={from},target={to}")
                .withCoordinates(roads.toString(), null)
                .withFeatures(List.of("km"), List.of());
        Histories histories = Histories.standard();
        Examples examples = setup.read(histories.open(trips.toString()), histories, catalogue, Optional.empty(), Purpose.LEARN);
        Fitted fitted = Learner.of(SharedLinearModel.of("km")).noise("gamma:shape=5").samples(10).fit(examples.observations());
        Setup learnt = setup.withLearnt(examples.columns());
        SavedModel.of(fitted, learnt.saved(), Map.of(), learnt.files(catalogue)).save(folder.resolve("model"));
    }
}
