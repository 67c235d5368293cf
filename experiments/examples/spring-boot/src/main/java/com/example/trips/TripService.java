package com.example.trips;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.dither.data.setup.RowPredictor;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Decides trips by a saved model: POST {"example": 1, "from": "a", "to": "d"} to /trips. The property {@code dither.model} is the folder of
 * the model.
 */
@SpringBootApplication
public class TripService {
    public static void main(String[] arguments) {
        SpringApplication.run(TripService.class, arguments);
    }

    /** Opens the model. It is thread-safe; Spring closes it when the service stops. */
    @Bean
    RowPredictor model(@Value("${dither.model}") Path folder) {
        return RowPredictor.open(folder);
    }

    /** Makes the JSON parser strict: it refuses a column that occurs twice, and text after the trip. */
    @Bean
    Jackson2ObjectMapperBuilderCustomizer strictJson() {
        return json -> json.featuresToEnable(
                JsonParser.Feature.STRICT_DUPLICATE_DETECTION, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @RestController
    record Trips(RowPredictor model) {
        @PostMapping("/trips")
        Map<String, Object> decide(@RequestBody Map<String, Object> trip) {
            RowPredictor.Decided decided = model.decide(trip);
            return Map.of("path", decided.decision(), "cost", decided.forecast().best().cost());
        }

        /**
         * Answers 400 if the trip has a mistake: the message names the column and the value. Answers 500 if a file of the model is
         * gone.
         */
        @ExceptionHandler
        ResponseEntity<Map<String, String>> refuse(DataException mistake) {
            // RowPredictor calls its input "rows"; any other source is a file of the model
            boolean isInTrip = mistake.problems().stream().allMatch(problem -> problem.source().equals("rows"));
            return ResponseEntity.status(isInTrip ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR)
                    .body(Map.of("error", mistake.getMessage()));
        }

        @ExceptionHandler
        @ResponseStatus(HttpStatus.BAD_REQUEST)
        Map<String, String> refuse(InvalidArgumentException mistake) {
            return Map.of("error", mistake.getMessage());
        }

        @ExceptionHandler
        @ResponseStatus(HttpStatus.BAD_REQUEST)
        Map<String, String> refuse(HttpMessageNotReadableException mistake) {
            String reason = mistake.getCause() instanceof JsonProcessingException json ? json.getOriginalMessage() : "it is empty";
            return Map.of("error", "the body is not such as {\"example\": 1, \"from\": \"a\", \"to\": \"d\"}: " + reason);
        }

        /** Answers 422 if no path leads from the start to the end of the trip, or the solver gave up. */
        @ExceptionHandler(OracleException.class)
        @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
        Map<String, String> fail(OracleException failure) {
            return Map.of("error", failure.getMessage());
        }
    }
}
