"""What every first page says."""

NO_STATE_SECRETS = "本机为非涉密环境，禁止录入国家秘密"
