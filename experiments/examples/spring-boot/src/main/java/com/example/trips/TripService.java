package com.example.trips;

import io.dither.data.setup.RowPredictor;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
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

        /** A mistake of the client: the sentence tells the column and the value. */
        @ExceptionHandler({DataException.class, InvalidArgumentException.class})
        @ResponseStatus(HttpStatus.BAD_REQUEST)
        Map<String, String> refuse(RuntimeException mistake) {
            return Map.of("error", mistake.getMessage());
        }

        /** There is no way, or the solver gave up. */
        @ExceptionHandler(OracleException.class)
        @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
        Map<String, String> fail(OracleException failure) {
            return Map.of("error", failure.getMessage());
        }
    }
}
