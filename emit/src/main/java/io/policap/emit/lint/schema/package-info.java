/** The shape of the objects: fields, types and simple values, as the API server checks them first. */
@NullMarked
package io.policap.emit.lint.schema;

import org.jspecify.annotations.NullMarked;
