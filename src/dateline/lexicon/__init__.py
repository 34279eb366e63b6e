"""Word lists, tables and rules: a loader a topic, each giving one frozen record; ``whole`` holds them all."""
