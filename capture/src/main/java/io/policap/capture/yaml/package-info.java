/** Small YAML files that people write, read with the line of every value. */
@NullMarked
package io.policap.capture.yaml;

import org.jspecify.annotations.NullMarked;
