package io.dither.experiments.serve;

import io.dither.data.Histories;
import io.dither.data.setup.RowPredictor;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.plugin.PluginCatalogue;
import io.dither.service.DecisionService;
import io.dither.service.ServiceSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither serve}: decisions of a saved model over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serve decisions of a saved model over HTTP.",
            "Paths: POST /decisions, GET /health, /metrics and /openapi.json.",
            "A model that is saved again in the same folder is loaded at the next request."
        },
        footer = {
            "dither serve model",
            "dither serve model --host 0.0.0.0 --port 80 --threads 4",
            "dither serve model --timeout 5 --max-bytes 100000",
            "A request: curl -H 'Content-Type: application/json' -d "
                    + "'{\"rows\":[{\"example\":\"t1\",\"from\":\"a\",\"to\":\"b\"}]}' http://127.0.0.1:8080/decisions",
            "There are no users and no encryption: put a proxy in front if other machines are to reach it."
        },
        sortOptions = false)
public final class ServeCommand implements Subcommand {
    private static final ServiceSettings DEFAULTS = ServiceSettings.usual();

    @Parameters(paramLabel = "MODEL", description = "Serve the model in this folder.")
    private Path model = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Listen at this address; 0.0.0.0 lets other machines in. Default: 127.0.0.1, for programs of this machine.")
    private String host = DEFAULTS.host();

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Listen at this port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port = DEFAULTS.port();

    @Option(
            names = "--max-bytes",
            paramLabel = "B",
            description = "Refuse requests of more than B bytes. Default: ${DEFAULT-VALUE}.")
    private int maxRequestBytes = DEFAULTS.maxRequestBytes();

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Give up a request after S seconds. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds = DEFAULTS.timeoutSeconds();

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Decide this many requests at once. Default: one per processor.")
    private int threads = DEFAULTS.threads();

    @Override
    public int run(Context context) {
        PluginCatalogue catalogue = context.plugins();
        Histories histories = new Histories(catalogue.classLoaders(), System.getenv());
        ServiceSettings settings = new ServiceSettings(
                host, port, maxRequestBytes, timeoutSeconds, threads, DEFAULTS.maxWaitingRequests());
        DecisionService service = DecisionService.start(
                model, folder -> RowPredictor.open(folder, catalogue, histories), settings, line -> log(context, line));
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        context.out().println("serving " + model + " at http://" + host + ":" + service.port() + " until Ctrl-C");
        context.out().flush();
        try {
            Optional<Error> failure = service.await();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (InterruptedException stopped) {
            service.close();
        }
        return 0;
    }

    private static void log(Context context, String line) {
        context.err().println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
        context.err().flush();
    }
}
