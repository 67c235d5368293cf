import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Layout;
import io.dither.data.setup.RowPredictor;
import io.dither.data.setup.Setup;
import io.dither.learn.Learner;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.SavedModel;
import io.dither.plugin.PluginCatalogue;
import io.dither.service.DecisionService;
import io.dither.service.ServiceSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class Main {
    public static void main(String[] args) throws Exception {
        Path model = Path.of("model");
        Path file = Files.writeString(
                Path.of("history.csv"),
                "example,coordinate,price,decision\na,0,2,1\na,1,5,0\nb,0,3,0\nb,1,2,1\nc,0,1,0\nc,1,2,1\n");
        Setup setup = Setup.of(Layout.LONG, "argmax:n={d}").withFeatures(List.of("log(price)"), List.of());
        Histories histories = Histories.standard();
        Examples examples =
                setup.read(histories.open(file.toString()), histories, PluginCatalogue.discover(), Optional.empty(), Purpose.LEARN);
        SavedModel.of(
                        Learner.of(SharedLinearModel.of("log(price)")).noise("gumbel").fit(examples.observations()),
                        setup.withLearnt(examples.columns()).saved(),
                        Map.of(),
                        Map.of())
                .save(model);
        try (DecisionService service = DecisionService.start(model, RowPredictor::open, ServiceSettings.usual().at(0))) {
            HttpRequest question =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/health")).build();
            String health = HttpClient.newHttpClient().send(question, BodyHandlers.ofString()).body();
            if (!health.contains("ok")) {
                throw new IllegalStateException(health);
            }
            System.out.println(health);
        }
    }
}
