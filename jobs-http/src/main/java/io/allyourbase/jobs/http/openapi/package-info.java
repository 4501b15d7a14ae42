@NullMarked
package io.allyourbase.jobs.http.openapi;

import org.jspecify.annotations.NullMarked;
