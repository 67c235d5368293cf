package com.example.trips;

import io.dither.data.setup.RowPredictor;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Decides trips by the model in the folder {@code dither.model}: POST {"example": 1, "from": "a", "to": "d"} to /trips. */
@SpringBootApplication
public class TripService {
    public static void main(String[] arguments) {
        SpringApplication.run(TripService.class, arguments);
    }

    /** Thread-safe; Spring closes it at the end. */
    @Bean
    RowPredictor model(@Value("${dither.model}") Path folder) {
        return RowPredictor.open(folder);
    }

    @RestController
    record Trips(RowPredictor model) {
        @PostMapping("/trips")
        Map<String, Object> decide(@RequestBody Map<String, Object> trip) {
            RowPredictor.Decided decided = model.decide(trip);
            return Map.of("path", decided.decision(), "cost", decided.forecast().best().cost());
        }
    }
}
