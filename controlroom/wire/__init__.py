"""OCPP-J as bytes and types, shared by both ends: frames, actions, error codes, validators."""
