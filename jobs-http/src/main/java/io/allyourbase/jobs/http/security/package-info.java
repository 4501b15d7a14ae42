@NullMarked
package io.allyourbase.jobs.http.security;

import org.jspecify.annotations.NullMarked;
